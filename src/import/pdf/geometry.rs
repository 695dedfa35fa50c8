//! Positions on a page, in points from the top left corner.

/// A box on a page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Area {
    pub(super) fn new(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self { left, top, right, bottom }
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn contains(&self, x: f32, y: f32) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    pub(super) fn intersect(&self, other: &Area) -> Area {
        Area::new(
            self.left.max(other.left),
            self.top.max(other.top),
            self.right.min(other.right),
            self.bottom.min(other.bottom),
        )
    }

    pub(super) fn union(&self, other: &Area) -> Area {
        Area::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }

    pub(super) fn size(&self) -> f32 {
        self.width().max(0.0) * self.height().max(0.0)
    }
}

/// A quarter turn that sets text upright: how often the page must be turned clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Turn {
    #[default]
    Upright,
    /// Text runs upwards on the page.
    Upwards,
    /// Text stands on its head.
    Reversed,
    /// Text runs downwards on the page.
    Downwards,
}

impl Turn {
    /// The turn of text that runs in a direction; `None` when it runs aslant, as watermarks do.
    pub(super) fn of_direction(dx: f32, dy: f32) -> Option<Self> {
        let (x, y) = (dx.abs(), dy.abs());
        match () {
            () if y <= 0.12 * x => Some(if dx > 0.0 { Turn::Upright } else { Turn::Reversed }),
            () if x <= 0.12 * y => Some(if dy < 0.0 { Turn::Upwards } else { Turn::Downwards }),
            () => None,
        }
    }

    /// The turn that remains after the page was turned by `page`.
    pub(super) fn relative_to(self, page: Turn) -> Turn {
        let steps = |t: Turn| match t {
            Turn::Upright => 0u8,
            Turn::Upwards => 1,
            Turn::Reversed => 2,
            Turn::Downwards => 3,
        };
        match (steps(self) + 4 - steps(page)) % 4 {
            0 => Turn::Upright,
            1 => Turn::Upwards,
            2 => Turn::Reversed,
            _ => Turn::Downwards,
        }
    }

    /// From the page as shown to the page as read. `width` and `height` are those of the page as shown.
    pub(super) fn apply(self, area: &Area, width: f32, height: f32) -> Area {
        match self {
            Turn::Upright => *area,
            Turn::Upwards => Area::new(height - area.bottom, area.left, height - area.top, area.right),
            Turn::Reversed => {
                Area::new(width - area.right, height - area.bottom, width - area.left, height - area.top)
            }
            Turn::Downwards => Area::new(area.top, width - area.right, area.bottom, width - area.left),
        }
    }

    /// From the page as read back to the page as shown.
    pub(super) fn undo(self, area: &Area, width: f32, height: f32) -> Area {
        match self {
            Turn::Upright => *area,
            Turn::Upwards => Area::new(area.top, height - area.right, area.bottom, height - area.left),
            Turn::Reversed => Turn::Reversed.apply(area, width, height),
            Turn::Downwards => Area::new(width - area.bottom, area.left, width - area.top, area.right),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_can_be_undone() {
        let area = Area::new(10.0, 20.0, 40.0, 30.0);
        for turn in [Turn::Upright, Turn::Upwards, Turn::Reversed, Turn::Downwards] {
            let turned = turn.apply(&area, 595.0, 842.0);
            assert!(turned.width() > 0.0 && turned.height() > 0.0);
            assert_eq!(turn.undo(&turned, 595.0, 842.0), area);
        }
    }

    #[test]
    fn aslant_text_has_no_turn() {
        assert_eq!(Turn::of_direction(1.0, 1.0), None);
        assert_eq!(Turn::of_direction(0.0, -2.0), Some(Turn::Upwards));
    }
}
