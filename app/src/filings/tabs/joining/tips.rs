//! 温馨提示.

use crate::filings::state::Wizard;
use domain::attachments::slots;
use domain::filings::{Case, Sections};
use domain::staff::Post;
use leptos::prelude::*;

/// What one must know before somebody is registered.
pub fn tips(wizard: Wizard) -> AnyView {
    let documents = Post::ALL
        .iter()
        .map(|&post| view! { <li>{format!("{post}：{}", documents(wizard, post).join("、"))}</li> })
        .collect_view();
    view! {
        <div class="notice notice-warn tips">
            <h2>"温馨提示"</h2>
            <ol>
                <li>
                    "同一个身份证号码在全国只能被聘用一次。已被其他企业的许可证或者办理中的申请登记的人员，须先由原企业办理离职，才能在本单位入职。"
                </li>
                <li>"入职人员须与本单位建立劳动关系，不得在其他单位任职；安全负责人专人专岗，不得兼任其他人员。"</li>
                <li>"技术负责人、安全负责人的职称和管理工作年限，须符合本单位许可证类别和等级的条件（第36号令第八条）。"</li>
                <li>"电工证书须在有效期内；特种作业操作证的编号为“T”加持证人的身份证号码。"</li>
                <li>
                    "须上传的附件："
                    <ul>{documents}</ul>
                </li>
                <li>"提交后进入审批，准予后才计入许可证在册人员；审批期间，所填身份证号码不能用于其他申请。"</li>
            </ol>
        </div>
    }
    .into_any()
}

/// The documents of a post, as its form will ask for them.
fn documents(wizard: Wizard, post: Post) -> Vec<&'static str> {
    let mut sections = Sections::default();
    sections.joining.body.post = Some(post);
    wizard.header.with_untracked(|header| {
        let case = Case {
            kind: wizard.kind,
            track: wizard.track,
            sections: &sections,
            profile: &header.profile,
            licence: header.licence.as_ref(),
        };
        slots(&case).into_iter().map(|slot| slot.label).collect()
    })
}
