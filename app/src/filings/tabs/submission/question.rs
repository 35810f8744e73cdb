//! What submitting means, by kind.

use crate::filings::state::Wizard;
use domain::filings::Kind;
use leptos::prelude::*;

/// The question, and the button that answers it.
pub fn verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Leaving => "确认离职",
        _ => "确认提交",
    }
}

/// To whom what is submitted, and what follows.
pub fn said(wizard: Wizard) -> AnyView {
    let said = wizard.header.with_untracked(|header| {
        format!("将向{}提交{}（编号 {}）。提交后不能再修改。", header.office, wizard.kind, header.summary.number)
    });
    let licence = wizard.header.with_untracked(|header| header.licence.as_ref().map(|licence| licence.number.clone()));
    let licence = licence.map(|number| format!("许可证 {number}")).unwrap_or_else(|| "许可证".to_owned());
    let follows: Vec<String> = match wizard.kind {
        Kind::Cancellation => vec![
            format!("准予注销后，{licence}即告终止，不能恢复，不得再从事承装（修、试）电力设施活动。"),
            "许可证在册的全部人员随即解除聘用，可由其他企业聘用。".to_owned(),
            "注销办结前，不能办理其他业务；注销后再次从事许可活动的，须重新申请许可证。".to_owned(),
        ],
        Kind::Reissue => vec![
            "提交后进入资料提交排队，由受理机构按顺序办理。".to_owned(),
            format!("准予后，{licence}以原许可证号重新印制，原许可证作废。"),
        ],
        Kind::RegistrationChange => {
            vec!["准予变更后，企业信息按变更后的内容更新，许可证号和有效期不变，换发许可证。".to_owned()]
        }
        Kind::Joining => vec!["提交后进入审批；准予后，所填人员计入许可证在册人员。".to_owned()],
        Kind::Leaving => vec!["提交后进入审批；准予后，所选人员不再是许可证在册人员。".to_owned()],
        Kind::NewLicence | Kind::ScopeChange | Kind::Renewal => Vec::new(),
    };
    let follows = follows.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>();
    view! {
        <p>{said}</p>
        {(!follows.is_empty()).then(|| view! { <ul>{follows}</ul> })}
    }
    .into_any()
}
