//! The functional classes (支出功能分类科目“类”) by name.

/// Names of the functional classes (类) of the government's classification of income and expenditure.
static FUNCTIONAL_CLASSES: &[&str] = &[
    "一般公共服务支出",
    "外交支出",
    "国防支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "文化旅游体育与传媒支出",
    "文化体育与传媒支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "医疗卫生与计划生育支出",
    "节能环保支出",
    "城乡社区支出",
    "农林水支出",
    "交通运输支出",
    "资源勘探工业信息等支出",
    "资源勘探信息等支出",
    "商业服务业等支出",
    "金融支出",
    "援助其他地区支出",
    "自然资源海洋气象等支出",
    "国土海洋气象等支出",
    "住房保障支出",
    "粮油物资储备支出",
    "灾害防治及应急管理支出",
    "其他支出",
];

/// Is this the name of a functional class?
pub fn is_functional_class(label: &str) -> bool {
    let text = super::plain(label);
    let name = super::strip_enumerator(&text).trim_end_matches("科目").trim_end_matches('类');
    FUNCTIONAL_CLASSES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_by_name() {
        assert!(is_functional_class("1.卫生健康支出类"));
        assert!(is_functional_class("“教育支出”科目"));
        assert!(!is_functional_class("基本支出"));
    }
}
