//! What a step that cannot be taken back does, in the question that is asked before it.

use super::matter::Beside;
use domain::clock::EXTENSION_DAYS;
use domain::conformity::Severity;
use domain::filings::{FilingView, Kind, Leaving};
use domain::licences::renewed;
use domain::values::date;
use domain::workflow::Action;

/// What taking the step means; `None` for those that are just taken. `granting` is what granting this filing does.
pub fn consequence(kind: Kind, step: Action, granting: &str) -> Option<String> {
    let ended = |how: &str| {
        let people = match kind {
            Kind::NewLicence => "所列人员随即解除占用",
            Kind::ScopeChange | Kind::Renewal | Kind::Joining => "许可证不变，因本申请新占用的人员随即解除占用",
            _ => "许可证不变",
        };
        format!("{how}，{people}")
    };
    let label = step.label_in(kind);
    Some(match step {
        Action::Grant => granting.to_owned(),
        Action::Refuse | Action::Decline => format!("{}。", ended(&format!("申请将以{label}办结"))),
        Action::Terminate => format!("{}，流程结束，不能恢复，此后只能重新申请。", ended("申请将终止办理")),
        Action::Extend => format!("办理时限延长{EXTENSION_DAYS}个工作日，只能延长一次，理由将告知申请单位。"),
        Action::Abandon => format!("{}，此后只能重新申请。", ended("申请将被废弃")),
        _ => return None,
    })
}

/// What granting this filing does.
pub fn granting(view: &FilingView, beside: &Beside) -> String {
    let (header, sections) = (&view.header, &view.sections);
    let wanted = sections.application.body.wanted.label();
    match header.summary.kind {
        Kind::NewLicence => format!("将颁发许可证（{wanted}），自今日起六年有效。"),
        Kind::RegistrationChange => {
            let items = sections.change.body.items(&header.profile);
            let items = items.iter().map(|item| item.label()).collect::<Vec<_>>().join("、");
            format!("企业的{items}随即按变更后的内容更新，重新打印证书，原证书作废；许可证编号和有效期限不变。")
        }
        Kind::ScopeChange => format!(
            "许可类别和等级将变更为{wanted}，发证日期为今日，重新打印证书，原证书作废；许可证编号和有效期限不变。\
             本申请未列入的原有人员随即解除占用。"
        ),
        Kind::Renewal => {
            let until = header.licence.as_ref().map(|licence| date::long(renewed(licence.valid_until)));
            format!(
                "许可证（{wanted}）将延续六年，有效期至{}，重新打印证书，原证书作废。本申请未列入的原有人员随即解除占用。",
                until.unwrap_or_default()
            )
        }
        Kind::Reissue => "将以原许可证编号重新打印证书，原证书作废；许可内容和有效期限不变。".to_owned(),
        Kind::Cancellation => {
            "许可证随即注销，证书作废，许可证上的全部人员解除占用，不能恢复；此后只能重新申请许可证。".to_owned()
        }
        Kind::Joining => match sections.joining.body.post {
            Some(post) if post.single() => format!("入职人员随即担任{post}，接替现任{post}。"),
            Some(post) => format!("入职人员随即登记为{post}。"),
            None => "入职人员随即登记。".to_owned(),
        },
        Kind::Leaving => leaving(&sections.leaving.body, beside),
    }
}

fn leaving(leaving: &Leaving, beside: &Beside) -> String {
    let names = leaving.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join("、");
    let short = beside.effect.iter().flatten().any(|finding| finding.severity == Severity::Blocking);
    let after = match short {
        true => "离职后人员不再符合许可条件，将通知企业在三十日内补足。",
        false => "离职后人员仍符合许可条件。",
    };
    format!("{names}随即离职并解除占用。{after}")
}
