//! The matters that a few lines tell.

use crate::review::facts::{facts, typed};
use domain::filings::{
    Application, Cancellation, CancellationReason, Origin, Reissue, ReissueReason, Submitter, Track,
};
use leptos::prelude::*;

/// 许可证新申请.
pub fn new_licence(application: &Application) -> AnyView {
    facts([
        ("申请类别和等级", typed(&application.wanted.label())),
        ("申请性质", application.origin.map_or("未选择", Origin::label).to_owned()),
        ("提交类型", application.submitter.map_or("未选择", Submitter::label).to_owned()),
    ])
}

/// 许可证补（换）证: why, since when, and where the loss was announced.
pub fn reissue(track: Track, reissue: &Reissue) -> AnyView {
    let mut lines = vec![("申请类别", reissue.reason.map_or("未选择", ReissueReason::label).to_owned())];
    match reissue.reason {
        Some(ReissueReason::Lost) => {
            lines.push(("遗失日期", typed(&reissue.happened_on)));
            if track == Track::FreeTradeZone {
                lines.push(("遗失声明", "由许可机关在官方网站发布公告".to_owned()));
            } else {
                lines.push(("遗失声明刊登媒体", typed(&reissue.notice_medium)));
                lines.push(("遗失声明刊登日期", typed(&reissue.notice_on)));
            }
        }
        Some(ReissueReason::Damaged) => lines.push(("损坏日期", typed(&reissue.happened_on))),
        Some(ReissueReason::Replaced) | None => {}
    }
    lines.push(("情况说明", typed(&reissue.explanation)));
    facts(lines)
}

/// 许可证注销.
pub fn cancellation(cancellation: &Cancellation) -> AnyView {
    facts([
        ("注销原因", cancellation.reason.map_or("未选择", CancellationReason::label).to_owned()),
        ("注销事项说明", typed(&cancellation.explanation)),
    ])
}
