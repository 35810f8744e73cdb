//! What acts and rows are called.

use crate::ratings::CaseAction;
use crate::workflow::Action;

/// Acts that are no steps of the workflow, by what they are about.
const ACTS: &[(&str, &str)] = &[
    ("account.change_password", "修改密码"),
    ("account.change_staff", "修改人员账号"),
    ("account.create_staff", "开设账号"),
    ("account.deactivate", "停用账号"),
    ("account.mail_notices", "设置邮件通知"),
    ("account.reactivate", "启用账号"),
    ("account.recover", "重设密码"),
    ("account.register", "注册账号"),
    ("account.request_recovery", "申请找回密码"),
    ("account.reset", "重置密码"),
    ("account.sign_in", "登录"),
    ("account.sign_in_failed", "登录失败"),
    ("account.sign_out", "退出"),
    ("attachment.add", "上传附件"),
    ("attachment.delete", "删除附件"),
    ("audit.export", "导出审计日志"),
    ("audit.verify", "校验审计日志"),
    ("calendar.add", "录入节假日安排"),
    ("comment.delete", "删除意见"),
    ("comment.save", "填写意见"),
    ("correction.answer", "答复补正意见"),
    ("credit.end", "终止信用记录"),
    ("credit.record", "登记信用记录"),
    ("demo.fill", "生成演示数据"),
    ("enterprise.register", "注册企业"),
    ("enterprise.rewrite", "变更企业登记事项"),
    ("enterprise.save", "修改企业信息"),
    ("filing.check_deferred", "核对容缺材料"),
    ("filing.delete_row", "删除一行"),
    ("filing.hand_in", "提交容缺材料"),
    ("filing.return_deferred", "退回容缺材料"),
    ("filing.reveal", "查看完整号码"),
    ("filing.save_row", "保存一行"),
    ("filing.save_section", "保存表单"),
    ("filing.start", "开始申请"),
    ("inspection.add_document", "上传自查资料"),
    ("inspection.confirm_mending", "确认整改完成"),
    ("inspection.conform", "自查结论：符合"),
    ("inspection.delete_document", "删除自查资料"),
    ("inspection.discard_plan", "删除自查计划"),
    ("inspection.export", "导出自查名单"),
    ("inspection.launch", "发起自查"),
    ("inspection.launched", "自查发起完毕"),
    ("inspection.order_mending", "自查结论：限期整改"),
    ("inspection.plan", "新建自查计划"),
    ("inspection.reject_mending", "要求继续整改"),
    ("inspection.report_mending", "报告整改情况"),
    ("inspection.return", "退回自查"),
    ("inspection.save", "保存自查"),
    ("inspection.save_plan", "保存自查计划"),
    ("inspection.start", "开始自查填报"),
    ("inspection.submit", "提交自查"),
    ("licence.cancel", "注销许可证"),
    ("licence.expire", "许可证到期"),
    ("licence.extend_by_silence", "视为准予延续"),
    ("licence.issue", "颁发许可证"),
    ("meeting.call", "召集会议"),
    ("meeting.cancel", "取消会议"),
    ("meeting.change", "修改会议"),
    ("meeting.close", "宣布审议结论"),
    ("meeting.present", "填写审查情况介绍"),
    ("meeting.vote", "表决"),
    ("offices.change", "变更机构和管辖省份"),
    ("paper.download", "下载文书"),
    ("photograph.add", "上传核查照片"),
    ("photograph.delete", "删除核查照片"),
    ("rating.make_code", "生成评价码"),
    ("rating.rate", "评价"),
    ("rating.show_mobile", "查看评价人手机"),
    ("rating.withdraw_code", "收回评价码"),
    ("reason.add", "新增常用理由"),
    ("reason.order", "调整常用理由顺序"),
    ("reason.reword", "修改常用理由"),
    ("rules.adjust", "调整数值"),
    ("rules.choose", "选用规则"),
    ("settings.change", "修改参数"),
    ("staff.leave", "人员离职"),
    ("templates.change", "变更申请材料和模板"),
    ("templates.upload", "上传模板"),
];

/// Acts by what they are about, as they are looked for.
pub const GROUPS: &[(&str, &str)] = &[
    ("account", "账号和登录"),
    ("enterprise", "企业信息"),
    ("filing", "申请的填报和办理"),
    ("filing.reveal", "查看完整号码"),
    ("attachment", "附件"),
    ("comment", "审核意见"),
    ("meeting", "行政许可委员会"),
    ("photograph", "现场核查照片"),
    ("licence", "许可证"),
    ("inspection", "企业自查"),
    ("rating", "好差评"),
    ("staff", "人员"),
    ("paper", "文书"),
    ("rules", "许可条件规则"),
    ("settings", "参数设置"),
    ("calendar", "节假日安排"),
    ("credit", "企业信用"),
    ("offices", "机构和管辖省份"),
    ("templates", "申请材料和模板"),
    ("reason", "常用理由"),
    ("audit", "审计日志"),
];

/// Kinds of row.
const ENTITIES: &[(&str, &str)] = &[
    ("account", "账号"),
    ("attachment", "附件"),
    ("audit", "审计日志"),
    ("comment", "审核意见"),
    ("credit_record", "信用记录"),
    ("enterprise", "企业"),
    ("filing", "申请"),
    ("filing_row", "申请中的一行"),
    ("holiday_year", "节假日年份"),
    ("inspection", "自查"),
    ("inspection_campaign", "自查活动"),
    ("inspection_document", "自查资料"),
    ("licence", "许可证"),
    ("meeting", "会议"),
    ("office_change", "机构变更"),
    ("paper", "文书"),
    ("photograph", "核查照片"),
    ("rating", "评价"),
    ("rating_code", "评价码"),
    ("reason", "常用理由"),
    ("rule_adjustment", "规则数值"),
    ("rule_choice", "规则选用"),
    ("setting", "参数"),
    ("slot_change", "申请材料变更"),
    ("template", "模板"),
];

/// What an act is called; its code where nobody has named it.
pub fn label(act: &str) -> &str {
    let step = || match act.split_once('.')? {
        ("filing", step) => Action::from_code(step).map(Action::label),
        ("rating", step) => CaseAction::from_code(step).map(CaseAction::label),
        _ => None,
    };
    named(ACTS, act).or_else(step).unwrap_or(act)
}

/// What a kind of row is called; its code where nobody has named it.
pub fn entity_label(entity: &str) -> &str {
    named(ENTITIES, entity).unwrap_or(entity)
}

fn named(names: &'static [(&str, &str)], code: &str) -> Option<&'static str> {
    names.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_named() {
        assert_eq!(label("filing.save_row"), "保存一行");
        assert_eq!(label("filing.submit"), Action::Submit.label());
        assert_eq!(label("something.new"), "something.new");
        assert_eq!(entity_label("filing"), "申请");
    }
}
