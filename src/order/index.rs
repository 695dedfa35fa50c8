//! The order in which a map's entries stand, kept beside them: one search for the maps of all keys and values.

use std::cmp::Ordering;

/// How many positions a run holds before it is cut in two: what has to move when one is put between others.
const RUN: usize = 512;

/// The positions of entries kept elsewhere, in the order of their keys: in runs, so that putting one between a
/// hundred thousand others moves a few hundred.
#[derive(Clone, Default)]
pub(super) struct Index {
    runs: Vec<Vec<usize>>,
}

/// Where a key that is not there would stand: a run, and a place in it.
#[derive(Clone, Copy)]
pub(super) struct Gap {
    run: usize,
    at: usize,
}

impl Index {
    /// The position of the entry sought, or where it would stand. `compare` says how the entry of a position compares
    /// with the one sought.
    #[inline(never)]
    pub(super) fn find(&self, compare: &dyn Fn(usize) -> Ordering) -> Result<usize, Gap> {
        let before = |run: &Vec<usize>| run.last().is_some_and(|&last| compare(last) == Ordering::Less);
        // Behind the last entry of all there is room in the last run.
        let run = match self.runs.len() {
            0 | 1 => 0,
            count => self.runs.partition_point(before).min(count - 1),
        };
        let Some(positions) = self.runs.get(run) else { return Err(Gap { run, at: 0 }) };
        match positions.binary_search_by(|&position| compare(position)) {
            Ok(at) => Ok(positions[at]),
            Err(at) => Err(Gap { run, at }),
        }
    }

    /// Puts a position where its key would stand.
    #[inline(never)]
    pub(super) fn insert(&mut self, gap: Gap, position: usize) {
        if self.runs.is_empty() {
            self.runs.push(Vec::new());
        }
        let run = &mut self.runs[gap.run];
        run.insert(gap.at, position);
        if run.len() > RUN {
            let rest = run.split_off(RUN / 2);
            self.runs.insert(gap.run + 1, rest);
        }
    }

    /// Takes a position out; the last one of all stands there from now on. This looks through all of them.
    #[inline(never)]
    pub(super) fn remove(&mut self, position: usize, last: usize) {
        for run in &mut self.runs {
            run.retain(|&p| p != position);
            run.iter_mut().filter(|p| **p == last).for_each(|p| *p = position);
        }
        self.runs.retain(|run| !run.is_empty());
    }

    /// All positions, in the order of their keys.
    pub(super) fn positions(&self) -> Positions<'_> {
        Positions { runs: self.runs.iter(), run: [].iter() }
    }
}

/// See [`Index::positions`].
#[derive(Clone)]
pub(super) struct Positions<'a> {
    runs: std::slice::Iter<'a, Vec<usize>>,
    run: std::slice::Iter<'a, usize>,
}

impl Iterator for Positions<'_> {
    type Item = usize;

    #[inline(never)]
    fn next(&mut self) -> Option<usize> {
        loop {
            if let Some(&position) = self.run.next() {
                return Some(position);
            }
            self.run = self.runs.next()?.iter();
        }
    }
}
