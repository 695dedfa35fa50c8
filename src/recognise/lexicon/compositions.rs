//! Which terms other terms are made of.

use crate::recognise::Fund;

/// What a whole is made of. A part without a fund has the fund of the whole.
#[derive(Debug, Clone, Copy)]
pub struct Composition {
    /// Canonical name of the whole.
    pub whole: &'static str,
    /// The fund of which it is said; `None`: of each.
    pub fund: Option<Fund>,
    /// Canonical names of its parts. Some may be absent: what a report does not have it need not list.
    pub parts: &'static [(&'static str, Option<Fund>)],
    /// Without these the listing is not complete.
    pub required: &'static [&'static str],
}

/// Parts that may be told inside another one of the same whole: guests from abroad are received at home.
pub static HELD: &[(&str, &str)] = &[("外事接待费", "国内公务接待费")];

/// The known compositions.
pub static COMPOSITIONS: &[Composition] = &[
    Composition {
        whole: "收入总计",
        fund: None,
        parts: &[("本年收入合计", None), ("使用非财政拨款结余", None), ("年初结转和结余", None)],
        required: &["本年收入合计"],
    },
    Composition {
        whole: "收入总计",
        fund: Some(Fund::All),
        parts: &[
            ("本年收入合计", Some(Fund::Fiscal)),
            ("本年收入合计", Some(Fund::GeneralPublic)),
            ("本年收入合计", Some(Fund::GovernmentFund)),
            ("本年收入合计", Some(Fund::StateCapital)),
            ("上级补助收入", None),
            ("事业收入", None),
            ("经营收入", None),
            ("附属单位上缴收入", None),
            ("其他收入", None),
            ("财政专户管理资金收入", None),
            ("使用非财政拨款结余", None),
            ("年初结转和结余", None),
        ],
        required: &["本年收入合计", "年初结转和结余"],
    },
    Composition {
        whole: "支出总计",
        fund: None,
        parts: &[("本年支出合计", None), ("结余分配", None), ("年末结转和结余", None)],
        required: &["本年支出合计"],
    },
    Composition {
        whole: "本年收入合计",
        fund: Some(Fund::All),
        parts: &[
            ("本年收入合计", Some(Fund::Fiscal)),
            ("本年收入合计", Some(Fund::GeneralPublic)),
            ("本年收入合计", Some(Fund::GovernmentFund)),
            ("本年收入合计", Some(Fund::StateCapital)),
            ("上级补助收入", None),
            ("事业收入", None),
            ("经营收入", None),
            ("附属单位上缴收入", None),
            ("其他收入", None),
            ("财政专户管理资金收入", None),
        ],
        required: &[],
    },
    Composition {
        whole: "本年收入合计",
        fund: Some(Fund::Fiscal),
        parts: &[
            ("本年收入合计", Some(Fund::GeneralPublic)),
            ("本年收入合计", Some(Fund::GovernmentFund)),
            ("本年收入合计", Some(Fund::StateCapital)),
        ],
        required: &[],
    },
    Composition {
        whole: "本年支出合计",
        fund: Some(Fund::Fiscal),
        parts: &[
            ("本年支出合计", Some(Fund::GeneralPublic)),
            ("本年支出合计", Some(Fund::GovernmentFund)),
            ("本年支出合计", Some(Fund::StateCapital)),
        ],
        required: &[],
    },
    Composition {
        whole: "本年支出合计",
        fund: None,
        parts: &[
            ("基本支出", None),
            ("项目支出", None),
            ("上缴上级支出", None),
            ("经营支出", None),
            ("对附属单位补助支出", None),
        ],
        required: &["基本支出", "项目支出"],
    },
    Composition {
        whole: "基本支出",
        fund: None,
        parts: &[("人员经费", None), ("公用经费", None)],
        required: &["人员经费", "公用经费"],
    },
    Composition {
        whole: "“三公”经费",
        fund: None,
        parts: &[("因公出国（境）费", None), ("公务用车购置及运行维护费", None), ("公务接待费", None)],
        required: &["因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"],
    },
    Composition {
        whole: "“三公”经费",
        fund: None,
        parts: &[
            ("因公出国（境）费", None),
            ("公务用车购置费", None),
            ("公务用车运行维护费", None),
            ("公务接待费", None),
        ],
        required: &["因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"],
    },
    // Where no vehicle was bought, its expense is often not listed.
    Composition {
        whole: "“三公”经费",
        fund: None,
        parts: &[("因公出国（境）费", None), ("公务用车运行维护费", None), ("公务接待费", None)],
        required: &["因公出国（境）费", "公务用车运行维护费", "公务接待费"],
    },
    Composition {
        whole: "公务用车购置及运行维护费",
        fund: None,
        parts: &[("公务用车购置费", None), ("公务用车运行维护费", None)],
        required: &["公务用车购置费", "公务用车运行维护费"],
    },
    // Before the next: 国内接待费X万元（其中：外事接待费Y万元），国（境）外接待费Z万元.
    Composition {
        whole: "公务接待费",
        fund: None,
        parts: &[("国内公务接待费", None), ("国（境）外公务接待费", None)],
        required: &["国内公务接待费", "国（境）外公务接待费"],
    },
    Composition {
        whole: "公务接待费",
        fund: None,
        parts: &[("国内公务接待费", None), ("外事接待费", None)],
        required: &["国内公务接待费", "外事接待费"],
    },
    Composition {
        whole: "政府采购支出",
        fund: None,
        parts: &[("政府采购货物支出", None), ("政府采购工程支出", None), ("政府采购服务支出", None)],
        required: &[],
    },
    Composition {
        whole: "发现问题",
        fund: None,
        parts: &[("完成整改的问题", None), ("正在整改的问题", None)],
        required: &["完成整改的问题", "正在整改的问题"],
    },
    Composition {
        whole: "实有人数",
        fund: None,
        parts: &[("在职人员", None), ("离休人员", None), ("退休人员", None)],
        required: &["在职人员", "退休人员"],
    },
];
