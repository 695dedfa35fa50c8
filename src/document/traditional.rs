//! Documents in traditional characters, as mirrors republish them: read as if they were written in simplified ones, every
//! character at its place.

use super::{Block, Document};
use crate::order::Map;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A traditional character and the simplified one for it, one pair after the other: those of the words that reports use. None
/// of them is written in a simplified text, and each pair takes as many bytes as the other.
static PAIRS: &str = "\
    丟丢並并亂乱佈布佔占併并來来侷局係系個个側侧備备傢家傳传債债傷伤僅仅價价億亿儉俭償偿優优儲储兒儿內内兩两冊册凈净別别刪删\
    則则剋克剝剥創创劃划劑剂動动務务勞劳勢势勵励匯汇區区協协卹恤卻却厤历厲厉參参員员唸念問问啟启單单噸吨噹当嚮向嚴严囌苏國国\
    圍围園园圖图團团埰采執执堅坚報报場场塊块墾垦壓压壞坏夠够夾夹學学寀采實实寧宁審审寫写將将專专對对導导屆届屍尸層层屬属崗岗\
    嶺岭嶼屿師师帶带幣币幹干幾几庫库廠厂廢废廣广廳厅張张強强彆别彌弥彔录彙汇徑径從从復复徹彻態态慣惯慶庆憑凭應应懞蒙戰战戶户\
    捨舍捲卷掃扫掛挂採采換换揮挥損损撐撑撥拨撫抚擔担據据擠挤擬拟擴扩擾扰敘叙數数斷断旂旗旣既昇升時时暫暂曆历曉晓曏向書书會会\
    朮术東东條条棄弃棟栋棲栖業业極极榦干構构樓楼標标樣样樹树橋桥機机橫横檔档檢检檯台櫃柜欄栏權权歲岁歷历歸归殘残氣气汙污決决\
    沒没沖冲況况泝溯淨净減减測测湊凑準准溼湿滅灭滬沪滾滚滿满漲涨潁颍潔洁潛潜濃浓濕湿濛蒙濟济瀏浏瀰弥灣湾災灾為为烏乌無无營营\
    爭争爲为牽牵狀状獎奖獨独獻献現现瑪玛環环產产産产甦苏畝亩畢毕畫画異异當当疊叠療疗發发盞盏監监盤盘眾众睏困矇蒙矯矫確确碼码\
    礎础礦矿禦御稅税種种稱称穀谷積积穩稳筆笔箇个節节範范築筑簡简簽签籌筹籤签糧粮糰团糾纠紀纪約约紅红納纳級级紛纷紮扎細细終终\
    組组結结絕绝絡络給给統统經经綜综綠绿維维綱纲網网緊紧線线編编練练緻致縣县縮缩總总績绩織织繕缮繪绘繫系繳缴繼继續续纍累纔才\
    義义習习聯联職职脩修脫脱臨临臺台與与舉举舊旧莊庄萬万蓋盖蔔卜蔘参藝艺蘇苏處处號号蟲虫術术衕同衛卫衝冲補补裝装裡里製制複复\
    覈核見见規规視视覺觉覽览觀观訂订計计訓训託托記记訪访設设許许訴诉診诊註注証证評评詞词詢询試试話话該该詳详誌志認认語语誤误\
    說说課课調调談谈請请論论諧谐諮咨講讲證证識识譯译議议護护讀读變变讓让豎竖豐丰貝贝負负財财貢贡貧贫貨货貫贯責责貳贰貴贵買买\
    費费貼贴賃赁資资賓宾賠赔賦赋質质賬账購购趨趋跡迹踐践踰逾蹟迹蹤踪車车軍军軟软較较載载輔辅輛辆輟辍輪轮輸输轄辖轉转轎轿辦办\
    辭辞農农迴回這这連连週周進进遊游運运過过達达違违遞递遠远適适遲迟選选遺遗還还邊边郵邮鄉乡鄰邻醜丑醫医釋释針针釦扣銜衔銷销\
    鋼钢錄录錯错錶表鍼针鍾钟鎮镇鐘钟鑑鉴鑒鉴長长門门閉闭開开閑闲閒闲間间閤合閱阅闆板闇暗關关陞升陳陈陸陆隊队階阶際际隨随險险\
    隱隐隸隶隻只雜杂離离難难雲云電电韆千韋韦響响頁页頃顷項项順顺須须預预頓顿領领頭头頻频顆颗題题額额願愿顛颠類类顧顾顯显風风\
    颱台飛飞飲饮養养餘余館馆馬马駐驻驗验體体髮发鬚须鬥斗魚鱼鳥鸟麥麦麵面麼么黃黄點点黨党齊齐齒齿齣出龍龙龜龟\
";

static TABLE: LazyLock<Map<char, char>> = LazyLock::new(|| {
    let mut chars = PAIRS.chars();
    let pairs = std::iter::from_fn(|| Some((chars.next()?, chars.next()?)));
    pairs.collect()
});

/// Which of the characters from U+4E00 are in [`TABLE`], one bit each: a simplified text is through with one look a character.
static MARKS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut marks = vec![0u64; 0x5200 / 64];
    for &c in TABLE.keys() {
        if let Some((at, bit)) = mark(c)
            && let Some(word) = marks.get_mut(at)
        {
            *word |= bit;
        }
    }
    marks
});

fn mark(c: char) -> Option<(usize, u64)> {
    let at = (c as u32).checked_sub(0x4E00).filter(|at| *at < 0x5200)?;
    Some((at as usize / 64, 1 << (at % 64)))
}

fn is_traditional(c: char) -> bool {
    mark(c).is_some_and(|(word, bit)| MARKS.get(word).is_some_and(|w| w & bit != 0))
}

/// The document in simplified characters, if it is written in traditional ones. Everything keeps its place, to the byte.
pub fn simplified(document: &Document) -> Option<Document> {
    let written = |text: &str| text.chars().any(is_traditional);
    let any = document.blocks.iter().any(|block| match block {
        Block::Paragraph(p) => written(&p.text),
        Block::Table(t) => {
            t.cells.iter().any(|c| written(&c.text)) || t.title.as_deref().is_some_and(written)
        }
    });
    if !any {
        return None;
    }
    let mut folded = document.clone();
    let fold = |text: &mut String| {
        if let Cow::Owned(simple) = simple(text) {
            *text = simple;
        }
    };
    for block in &mut folded.blocks {
        match block {
            Block::Paragraph(p) => fold(&mut p.text),
            Block::Table(t) => {
                t.cells.iter_mut().for_each(|c| fold(&mut c.text));
                t.title.iter_mut().for_each(fold);
            }
        }
    }
    Some(folded)
}

/// A text in simplified characters, as many bytes long. The readings that some mirrors put behind a traditional character
/// (經(jīng)) become blanks.
fn simple(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_traditional) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let Some(&simple) = TABLE.get(&c) else {
            out.push(c);
            continue;
        };
        out.push(simple);
        let reading = reading(rest);
        out.extend(std::iter::repeat_n(' ', reading));
        rest = &rest[reading..];
    }
    Cow::Owned(out)
}

/// How many bytes of the head of a text are a reading in brackets.
fn reading(text: &str) -> usize {
    let Some(inner) = text.strip_prefix('(').or_else(|| text.strip_prefix('（')) else { return 0 };
    let letters =
        inner.trim_start_matches(|c: char| c.is_ascii_lowercase() || "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ".contains(c));
    let count = inner[..inner.len() - letters.len()].chars().count();
    let closed = letters.strip_prefix(')').or_else(|| letters.strip_prefix('）'));
    closed.filter(|_| (1..=6).contains(&count)).map_or(0, |after| text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_keeps_its_place() {
        for (from, to) in TABLE.iter() {
            assert_eq!(from.len_utf8(), to.len_utf8(), "{from}{to}");
            assert!(is_traditional(*from) && !is_traditional(*to), "{from}{to}");
        }
        assert_eq!(PAIRS.chars().count(), 2 * TABLE.len());
    }

    #[test]
    fn traditional_text_reads_as_simplified() {
        assert_eq!(simple("財政撥款支出決算總計10萬元"), "财政拨款支出决算总计10万元");
        assert!(matches!(simple("财政拨款(jīng)支出10万元"), Cow::Borrowed(_)));
        let read = simple("經(jīng)費(fèi)支出3萬（wàn）元，占比(其中)");
        assert_eq!(read.len(), "經(jīng)費(fèi)支出3萬（wàn）元，占比(其中)".len());
        assert_eq!(read.split_whitespace().collect::<String>(), "经费支出3万元，占比(其中)");
    }
}
