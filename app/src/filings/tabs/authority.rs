//! 发证机关, chosen before electricians are added.

use crate::components::TextField;
use crate::filings::state::use_wizard;
use leptos::prelude::*;

/// The field, with the usual authorities offered.
#[component]
pub fn Authority() -> impl IntoView {
    let wizard = use_wizard();
    let chosen = wizard.authority;
    view! {
        <div class="field-row">
            <TextField
                path="authority"
                label="发证机关"
                value=chosen
                on_input=Callback::new(move |value| chosen.set(value))
                hint="新增前请先选择发证机关；新增的电工均按此填写"
                list="authorities"
            />
        </div>
        <datalist id="authorities">
            {AUTHORITIES.iter().map(|name| view! { <option value=*name></option> }).collect_view()}
        </datalist>
    }
    .into_any()
}

/// Who issues 特种作业操作证: the emergency management department of each province.
const AUTHORITIES: &[&str] = &[
    "北京市应急管理局",
    "天津市应急管理局",
    "河北省应急管理厅",
    "山西省应急管理厅",
    "内蒙古自治区应急管理厅",
    "辽宁省应急管理厅",
    "吉林省应急管理厅",
    "黑龙江省应急管理厅",
    "上海市应急管理局",
    "江苏省应急管理厅",
    "浙江省应急管理厅",
    "安徽省应急管理厅",
    "福建省应急管理厅",
    "江西省应急管理厅",
    "山东省应急管理厅",
    "河南省应急管理厅",
    "湖北省应急管理厅",
    "湖南省应急管理厅",
    "广东省应急管理厅",
    "广西壮族自治区应急管理厅",
    "海南省应急管理厅",
    "重庆市应急管理局",
    "四川省应急管理厅",
    "贵州省应急管理厅",
    "云南省应急管理厅",
    "西藏自治区应急管理厅",
    "陕西省应急管理厅",
    "甘肃省应急管理厅",
    "青海省应急管理厅",
    "宁夏回族自治区应急管理厅",
    "新疆维吾尔自治区应急管理厅",
];
