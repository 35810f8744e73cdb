//! The lists on pages: 业绩, 设备, 事故.

use super::{Ask, asked, choose, line, paragraph};
use crate::components::Checkbox;
use crate::inspections::filling::Filling;
use crate::inspections::lens::{choice, options, text};
use crate::inspections::lines::{Lines, lines};
use domain::filings::{VoltageClass, WorkKind};
use domain::inspections::{Accident, AccidentClass, EquipmentLine, Item, PerformanceLine, Section};
use leptos::prelude::*;

pub(super) fn performance(filling: Filling) -> AnyView {
    let section = Section::Performance;
    asked(filling, Item::Performance, |required| {
        let none = Memo::new(move |_| filling.report.with(|report| report.performance.body.none));
        let tick = Callback::new(move |on| filling.change(section, |report| report.performance.body.none = on));
        let lines = lines(
            filling,
            Lines {
                section,
                path: "performance.records",
                what: "业绩",
                count: |report| report.performance.body.records.len(),
                add: |report| report.performance.body.records.push(PerformanceLine::default()),
                remove: |report, n| drop(report.performance.body.records.remove(n)),
                fields: record,
            },
        );
        view! {
            <Checkbox path="performance.none" label="本年度无业绩" checked=none on_change=tick disabled=filling.locked()/>
            {required.then(|| view! { <p class="field-hint">"请填写本年度竣工的承装（修、试）项目"</p> })}
            {lines}
        }
        .into_any()
    })
    .into_any()
}

fn record(filling: Filling, n: usize) -> AnyView {
    let section = Section::Performance;
    let path = move |name: &str| format!("performance.records[{n}].{name}");
    view! {
        {line(filling, section, Ask::new(path("project"), "工程名称", true), text!(performance.records[n].project))}
        {line(filling, section, Ask::new(path("client"), "建设单位", true), text!(performance.records[n].client))}
        {choose(filling, section, Ask::new(path("voltage"), "电压等级", true), options!(VoltageClass),
            choice!(performance.records[n].voltage, VoltageClass))}
        {choose(filling, section, Ask::new(path("work"), "工程类型", true), options!(WorkKind),
            choice!(performance.records[n].work, WorkKind))}
        {line(filling, section, Ask::new(path("length"), "线路长度", false).unit("千米"), text!(performance.records[n].length))}
        {line(filling, section, Ask::new(path("capacity"), "变电容量", false).unit("MVA"), text!(performance.records[n].capacity))}
        {line(filling, section, Ask::new(path("started_on"), "开工日期", true).kind("date"), text!(performance.records[n].started_on))}
        {line(filling, section, Ask::new(path("completed_on"), "竣工日期", true).kind("date"), text!(performance.records[n].completed_on))}
    }
    .into_any()
}

pub(super) fn equipment(filling: Filling) -> AnyView {
    asked(filling, Item::Equipment, |_| {
        lines(
            filling,
            Lines {
                section: Section::Equipment,
                path: "equipment.lines",
                what: "设备",
                count: |report| report.equipment.body.lines.len(),
                add: |report| report.equipment.body.lines.push(EquipmentLine::default()),
                remove: |report, n| drop(report.equipment.body.lines.remove(n)),
                fields: machine,
            },
        )
    })
    .into_any()
}

fn machine(filling: Filling, n: usize) -> AnyView {
    let section = Section::Equipment;
    let path = move |name: &str| format!("equipment.lines[{n}].{name}");
    view! {
        {line(filling, section, Ask::new(path("name"), "名称", true), text!(equipment.lines[n].name))}
        {line(filling, section, Ask::new(path("model"), "规格型号", true), text!(equipment.lines[n].model))}
        {line(filling, section, Ask::new(path("quantity"), "数量", true).kind("digits"), text!(equipment.lines[n].quantity))}
        {line(filling, section, Ask::new(path("inspected_on"), "最近检验日期", false).kind("date"), text!(equipment.lines[n].inspected_on))}
    }
    .into_any()
}

/// 事故.
pub(super) fn accidents(filling: Filling) -> AnyView {
    lines(
        filling,
        Lines {
            section: Section::Safety,
            path: "safety.accidents",
            what: "事故",
            count: |report| report.safety.body.accidents.len(),
            add: |report| report.safety.body.accidents.push(Accident::default()),
            remove: |report, n| drop(report.safety.body.accidents.remove(n)),
            fields: accident,
        },
    )
}

fn accident(filling: Filling, n: usize) -> AnyView {
    let section = Section::Safety;
    let path = move |name: &str| format!("safety.accidents[{n}].{name}");
    view! {
        {line(filling, section, Ask::new(path("happened_on"), "发生日期", true).kind("date"), text!(safety.accidents[n].happened_on))}
        {choose(filling, section, Ask::new(path("class"), "事故等级", true), options!(AccidentClass),
            choice!(safety.accidents[n].class, AccidentClass))}
        {line(filling, section, Ask::new(path("deaths"), "死亡人数", true).kind("digits"), text!(safety.accidents[n].deaths))}
        {paragraph(filling, section, Ask::new(path("explanation"), "经过与处理", true), text!(safety.accidents[n].explanation))}
    }
    .into_any()
}
