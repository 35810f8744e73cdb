//! The fields of the forms about a licence that there is.

use super::field::{Field, Input, choice, text, tick};
use domain::enterprises::EnterpriseKind;
use domain::filings::{CancellationReason, ReissueReason};
use domain::staff::Post;

/// 申请变更内容: one line of the table each.
pub static CHANGE: [Field; 6] = [
    text!(Change, name, "单位名称", Input::Text),
    text!(Change, representative, "法定代表人", Input::Text),
    text!(Change, representative_id, "法定代表人身份证号码", Input::Code),
    text!(Change, registered_address, "住所", Input::Text),
    choice!(Change, kind, "企业类型", EnterpriseKind),
    text!(Change, credit_code, "统一社会信用代码", Input::Code),
];

/// 许可证补（换）证申请. What the date is of, and whether a notice is asked for, follows from the reason.
pub static REISSUE: [Field; 5] = [
    choice!(Reissue, reason, "申请类别", ReissueReason),
    text!(Reissue, happened_on, "遗失或损坏日期", Input::Date),
    text!(Reissue, notice_medium, "遗失声明刊登媒体", Input::Text),
    text!(Reissue, notice_on, "遗失声明刊登日期", Input::Date),
    text!(Reissue, explanation, "情况说明", Input::Paragraph),
];
/// What is asked for where the licence was lost.
pub static LOST_ON: Field = text!(Reissue, happened_on, "遗失日期", Input::Date);
/// What is asked for where the licence was damaged.
pub static DAMAGED_ON: Field = text!(Reissue, happened_on, "损坏日期", Input::Date);
/// Place of 遗失声明刊登媒体 in [`REISSUE`]; 遗失声明刊登日期 follows.
pub const NOTICE: usize = 2;
/// Place of 情况说明.
pub const REISSUE_EXPLANATION: usize = 4;

/// 注销事项.
pub static CANCELLATION: [Field; 2] = [
    choice!(Cancellation, reason, "注销原因", CancellationReason),
    text!(Cancellation, explanation, "注销事项说明", Input::Paragraph),
];
/// 注销事项说明 of an enterprise that just ceases the work.
pub static CEASED: Field = text!(Cancellation, explanation, "注销事项说明", Input::Paragraph).optional();

/// 人员离职申请, but for the people.
pub static LEAVING: [Field; 2] =
    [text!(Leaving, left_on, "离职日期", Input::Date), text!(Leaving, explanation, "离职原因", Input::Paragraph)];

/// 人员入职申请.
pub static JOINING: [Field; 2] =
    [tick!(Joining, read, "温馨提示", "已阅读", "未阅读"), choice!(Joining, post, "人员类型", Post)];
