//! 许可证补（换）证: the reason decides what else is asked for.

use super::facts::licence_sheet;
use super::submission::submission;
use super::{on_change, provide_section_findings};
use crate::filings::documents::Slots;
use crate::filings::forms::{Body, DAMAGED_ON, Field, LOST_ON, NOTICE, REISSUE, REISSUE_EXPLANATION, fields};
use crate::filings::state::Wizard;
use domain::filings::{ReissueReason, Section, Tab, Track};
use leptos::prelude::*;

/// The licence, why it is printed anew, documents, 进入资料提交排队.
pub fn reissue_tab(wizard: Wizard) -> AnyView {
    provide_section_findings(wizard, Section::Reissue);
    let body = wizard.section(Section::Reissue);
    let form =
        move |of: &'static [Field]| fields("reissue", of, body, on_change(wizard, Section::Reissue), wizard.locked());
    let reason = Memo::new(move |_| {
        body.with(|body| match body {
            Body::Reissue(reissue) => reissue.reason,
            _ => None,
        })
    });
    view! {
        {licence_sheet(wizard)}
        <section class="sheet">
            <h2>"申请信息"</h2>
            <p class="field-hint">"补发、换发的许可证沿用原许可证号，准予后原许可证作废。"</p>
            <div class="field-row">{form(&REISSUE[..1])}</div>
            {move || particulars(wizard, reason.get(), form)}
            {form(&REISSUE[REISSUE_EXPLANATION..])}
        </section>
        <Slots tab=Tab::Reissue />
        {submission(wizard)}
    }
    .into_any()
}

/// What is asked for because of the reason.
fn particulars(
    wizard: Wizard,
    reason: Option<ReissueReason>,
    form: impl Fn(&'static [Field]) -> AnyView,
) -> Option<AnyView> {
    let published = "自贸区内遗失许可证的，由许可机关在官方网站发布公告，不必自行刊登遗失声明。";
    match reason? {
        ReissueReason::Lost if wizard.track == Track::FreeTradeZone => Some(
            view! {
                <div class="field-row">{form(std::slice::from_ref(&LOST_ON))}</div>
                <p class="field-hint">{published}</p>
            }
            .into_any(),
        ),
        ReissueReason::Lost => Some(
            view! {
                <div class="field-row">
                    {form(std::slice::from_ref(&LOST_ON))} {form(&REISSUE[NOTICE..REISSUE_EXPLANATION])}
                </div>
                <p class="field-hint">"许可证遗失的，须先在规定的媒体上刊登遗失声明，并上传刊登的版面或网页。"</p>
            }
            .into_any(),
        ),
        ReissueReason::Damaged => {
            Some(view! { <div class="field-row">{form(std::slice::from_ref(&DAMAGED_ON))}</div> }.into_any())
        }
        ReissueReason::Replaced => None,
    }
}
