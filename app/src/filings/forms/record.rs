//! What the three long lists have in common, and what sets them apart.

use super::field::{Field, Input, choice, hint, optional, text};
use crate::filings::state::{RowList, Wizard};
use domain::filings::{
    CertificateType, Electrician, ElectricianKind, List, PerformanceRecord, ProfessionalTitle, RowBody, Technician,
    VoltageClass, WorkKind,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A row of one of the long lists.
pub trait Record: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Which list.
    const LIST: List;
    /// What one of them is called.
    const ONE: &'static str;
    /// The fields of the dialog.
    const FIELDS: &'static [Field<Self>];
    /// Names of the fields that are columns of the table.
    const COLUMNS: &'static [&'static str];
    /// The field that is chosen before adding, if one is.
    const CHOSEN_BEFORE: Option<&'static str> = None;

    /// The rows on the page.
    fn list(wizard: Wizard) -> RowList<Self>;
    /// As it is sent.
    fn into_body(self) -> RowBody;
    /// As it comes back in a conflict.
    fn from_body(body: RowBody) -> Option<Self>;
    /// The code by which totals count it.
    fn class(&self) -> &'static str;
    /// What it is called in messages.
    fn title(&self) -> &str;
    /// A new one, with what was chosen before adding.
    fn fresh(_wizard: Wizard) -> Self {
        Self::default()
    }
    /// Lets other fields follow the one that was just changed.
    fn follow(&mut self, _before: &Self) {}
}

/// Whether two rows say the same.
pub fn same_record<T: Record>(one: &T, other: &T) -> bool {
    T::FIELDS.iter().all(|field| (field.get)(one) == (field.get)(other))
}

impl Record for Technician {
    const LIST: List = List::Technicians;
    const ONE: &'static str = "技术人员";
    const FIELDS: &'static [Field<Self>] = &[
        text!(name, "姓名", Input::Text),
        text!(resident_id, "身份证号码", Input::Code),
        choice!(title, "职称", ProfessionalTitle),
        text!(specialty, "职称专业", Input::Text),
        text!(title_certificate, "职称证书编号", Input::Text),
        text!(issuing_authority, "发证机关", Input::Text),
        text!(issued_on, "发证日期", Input::Date),
    ];
    const COLUMNS: &'static [&'static str] =
        &["name", "resident_id", "title", "specialty", "title_certificate", "issuing_authority"];

    fn list(wizard: Wizard) -> RowList<Self> {
        wizard.technicians
    }
    fn into_body(self) -> RowBody {
        RowBody::Technicians(self)
    }
    fn from_body(body: RowBody) -> Option<Self> {
        match body {
            RowBody::Technicians(row) => Some(row),
            _ => None,
        }
    }
    fn class(&self) -> &'static str {
        self.title.map_or("", ProfessionalTitle::code)
    }
    fn title(&self) -> &str {
        &self.name
    }
}

impl Record for Electrician {
    const LIST: List = List::Electricians;
    const ONE: &'static str = "电工";
    const FIELDS: &'static [Field<Self>] = &[
        text!(name, "姓名", Input::Text),
        hint(text!(resident_id, "身份证号码", Input::Code), "同一身份证号码只能使用一次"),
        choice!(kind, "电工类别", ElectricianKind),
        choice!(certificate_type, "证书类型", CertificateType),
        hint(text!(certificate, "证书编号", Input::Code), "特种作业操作证编号为“T”加身份证号码"),
        text!(issuing_authority, "发证机关", Input::Text),
        text!(valid_from, "有效期起", Input::Date),
        text!(valid_until, "有效期止", Input::Date),
    ];
    const COLUMNS: &'static [&'static str] =
        &["name", "resident_id", "kind", "certificate", "issuing_authority", "valid_until"];
    const CHOSEN_BEFORE: Option<&'static str> = Some("issuing_authority");

    fn list(wizard: Wizard) -> RowList<Self> {
        wizard.electricians
    }
    fn into_body(self) -> RowBody {
        RowBody::Electricians(self)
    }
    fn from_body(body: RowBody) -> Option<Self> {
        match body {
            RowBody::Electricians(row) => Some(row),
            _ => None,
        }
    }
    fn class(&self) -> &'static str {
        self.kind.map_or("", ElectricianKind::code)
    }
    fn title(&self) -> &str {
        &self.name
    }
    fn fresh(wizard: Wizard) -> Self {
        use leptos::prelude::GetUntracked;
        Self { issuing_authority: wizard.authority.get_untracked(), ..Self::default() }
    }
    /// The number of a 特种作业操作证 follows the ID number, unless somebody typed another.
    fn follow(&mut self, before: &Self) {
        let number = |row: &Self| match row.resident_id.trim() {
            "" => String::new(),
            id => format!("T{}", id.to_uppercase()),
        };
        let untouched = self.certificate == before.certificate
            && (self.certificate.is_empty() || self.certificate == number(before));
        let operation = self.certificate_type == Some(CertificateType::Operation);
        if untouched && operation {
            self.certificate = number(self);
        } else if untouched && before.certificate_type == Some(CertificateType::Operation) {
            self.certificate.clear();
        }
    }
}

impl Record for PerformanceRecord {
    const LIST: List = List::Performance;
    const ONE: &'static str = "业绩";
    const FIELDS: &'static [Field<Self>] = &[
        text!(project, "工程名称", Input::Wide),
        text!(client, "建设单位", Input::Wide),
        choice!(voltage, "电压等级", VoltageClass),
        choice!(work, "工程类型", WorkKind),
        hint(optional(text!(length, "线路长度", Input::Number("公里"))), "线路长度、变电容量至少填写一项"),
        optional(text!(capacity, "变电容量", Input::Number("兆伏安"))),
        text!(started_on, "开工日期", Input::Date),
        text!(completed_on, "竣工日期", Input::Date),
    ];
    const COLUMNS: &'static [&'static str] =
        &["project", "client", "voltage", "work", "length", "capacity", "completed_on"];

    fn list(wizard: Wizard) -> RowList<Self> {
        wizard.performance
    }
    fn into_body(self) -> RowBody {
        RowBody::Performance(self)
    }
    fn from_body(body: RowBody) -> Option<Self> {
        match body {
            RowBody::Performance(row) => Some(row),
            _ => None,
        }
    }
    fn class(&self) -> &'static str {
        self.voltage.map_or("", VoltageClass::code)
    }
    fn title(&self) -> &str {
        &self.project
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(row: &mut Electrician, change: impl FnOnce(&mut Electrician)) {
        let before = row.clone();
        change(row);
        row.follow(&before);
    }

    #[test]
    fn an_operation_certificate_follows_the_id_number_until_it_is_typed_over() {
        let mut row = Electrician::default();
        edit(&mut row, |row| row.resident_id = "11010519491231002x".into());
        assert_eq!(row.certificate, "");
        edit(&mut row, |row| row.certificate_type = Some(CertificateType::Operation));
        assert_eq!(row.certificate, "T11010519491231002X");
        edit(&mut row, |row| row.resident_id = "34052419800101001X".into());
        assert_eq!(row.certificate, "T34052419800101001X");
        edit(&mut row, |row| row.certificate_type = Some(CertificateType::GridAccess));
        assert_eq!(row.certificate, "");
        edit(&mut row, |row| row.certificate = "8-1".into());
        edit(&mut row, |row| row.certificate_type = Some(CertificateType::Operation));
        assert_eq!(row.certificate, "8-1", "what somebody typed stays");
    }

    #[test]
    fn every_column_is_a_field() {
        fn known<T: Record>() -> bool {
            T::COLUMNS.iter().all(|column| T::FIELDS.iter().any(|field| field.name == *column))
        }
        assert!(known::<Technician>() && known::<Electrician>() && known::<PerformanceRecord>());
    }
}
