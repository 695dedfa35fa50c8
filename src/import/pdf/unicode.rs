//! Characters as the engine expects them: some producers write the radical ⽉ where the word has the character 月.

/// The characters of the Kangxi radicals U+2F00 to U+2FD5, in order; 户, 青 and 黄 as fonts for simplified script show them.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Those of the supplement that are characters of today's script.
const SUPPLEMENT: [(char, char); 31] = [
    ('\u{2E81}', '厂'),
    ('\u{2E84}', '乙'),
    ('\u{2E95}', '小'),
    ('\u{2E9F}', '母'),
    ('\u{2EA0}', '民'),
    ('\u{2EC1}', '虎'),
    ('\u{2EC4}', '西'),
    ('\u{2EC5}', '见'),
    ('\u{2EC6}', '角'),
    ('\u{2EC9}', '贝'),
    ('\u{2ECB}', '车'),
    ('\u{2ED3}', '长'),
    ('\u{2ED4}', '门'),
    ('\u{2ED8}', '青'),
    ('\u{2ED9}', '韦'),
    ('\u{2EDA}', '页'),
    ('\u{2EDB}', '风'),
    ('\u{2EDC}', '飞'),
    ('\u{2EDD}', '食'),
    ('\u{2EE2}', '马'),
    ('\u{2EE3}', '骨'),
    ('\u{2EE4}', '鬼'),
    ('\u{2EE5}', '鱼'),
    ('\u{2EE6}', '鸟'),
    ('\u{2EE8}', '麦'),
    ('\u{2EE9}', '黄'),
    ('\u{2EEC}', '齐'),
    ('\u{2EEE}', '齿'),
    ('\u{2EEF}', '竜'),
    ('\u{2EF0}', '龙'),
    ('\u{2EF3}', '龟'),
];

/// White space of any width.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{3000}' | '\u{A0}' | '\u{200B}' | '\u{FEFF}')
}

/// The character that is meant, marks of text that runs down the page as those of lines; `None` for what stands for nothing
/// (controls, soft hyphens) or only in one font (private use).
pub(super) fn normal(c: char) -> Option<char> {
    match c {
        '\u{2F00}'..='\u{2FD5}' => KANGXI.chars().nth(c as usize - 0x2F00),
        '\u{2E80}'..='\u{2EF3}' => {
            Some(SUPPLEMENT.iter().find(|(radical, _)| *radical == c).map_or(c, |(_, normal)| *normal))
        }
        '\u{AD}' | '\u{200C}'..='\u{200F}' | '\u{2060}' => None,
        '\u{E000}'..='\u{F8FF}' => None,
        c if is_space(c) => Some(' '),
        c if c.is_control() => None,
        '\u{FE10}'..='\u{FE16}' => "，、。：；！？".chars().nth(c as usize - 0xFE10),
        '\u{FE35}'..='\u{FE44}' => "（）{}〔〕【】《》〈〉「」『』".chars().nth(c as usize - 0xFE35),
        // The horizontal bar that some producers write for a dash.
        '\u{2015}' => Some('—'),
        // A minus sign and the dashes that fonts show for it in front of figures stay as they are: the number scanner
        // knows them.
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters() {
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(normal('\u{2F47}'), Some('日'));
        assert_eq!(normal('\u{2F49}'), Some('月'));
        assert_eq!(normal('\u{2FD5}'), Some('龠'));
        assert_eq!(normal('\u{2F3E}'), Some('户'));
        assert_eq!((normal('\u{FE13}'), normal('\u{FE44}')), (Some('：'), Some('』')));
        assert_eq!(normal('\u{2ED3}'), Some('长'));
        assert_eq!(normal('\u{3000}'), Some(' '));
        assert_eq!(normal('月'), Some('月'));
    }
}
