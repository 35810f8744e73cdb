//! The three long lists: 电力相关技术人员, 电力相关专业技能人员, 规定年限内主要业绩.

use super::Body;
use super::field::{Field, Input, choice, text};
use domain::filings::{CertificateType, Electrician, ElectricianKind, List, ProfessionalTitle, VoltageClass, WorkKind};

/// What sets a list apart.
pub struct RowForm {
    /// Which list.
    pub list: List,
    /// What one of its rows is called.
    pub one: &'static str,
    /// The fields of the dialog.
    pub fields: &'static [Field],
    /// Names of the fields that are columns of the table.
    columns: &'static [&'static str],
    /// The column that steps back where there is no room for all: into the dialog where there is one, else below its
    /// neighbours. With it, the rest stays on one line.
    minor: Option<&'static str>,
    /// The field that is chosen before adding, if one is.
    pub chosen_before: Option<&'static str>,
}

impl RowForm {
    /// The form of this list's rows.
    pub fn of(list: List) -> &'static RowForm {
        match list {
            List::Technicians => &TECHNICIANS,
            List::Electricians => &ELECTRICIANS,
            List::Performance => &PERFORMANCE,
        }
    }

    /// The fields that are columns of the table.
    pub fn columns(&'static self) -> Vec<&'static Field> {
        self.columns.iter().filter_map(|name| self.fields.iter().find(|field| field.name == *name)).collect()
    }

    /// Whether the table may leave a column out.
    pub fn compact(&self) -> bool {
        self.minor.is_some()
    }

    /// How a column looks.
    pub fn class(&self, column: &Field) -> Option<&'static str> {
        if self.minor == Some(column.name) { Some("minor") } else { column.input.class() }
    }
}

static TECHNICIANS: RowForm = RowForm {
    list: List::Technicians,
    one: "技术人员",
    fields: &[
        text!(Technician, name, "姓名", Input::Text),
        text!(Technician, resident_id, "身份证号码", Input::Code),
        choice!(Technician, title, "职称", ProfessionalTitle),
        text!(Technician, specialty, "职称专业", Input::Text),
        text!(Technician, title_certificate, "职称证书编号", Input::Text),
        text!(Technician, issuing_authority, "发证机关", Input::Text),
        text!(Technician, issued_on, "发证日期", Input::Date),
    ],
    columns: &["name", "resident_id", "title", "specialty", "title_certificate", "issuing_authority"],
    minor: Some("issuing_authority"),
    chosen_before: None,
};

static ELECTRICIANS: RowForm = RowForm {
    list: List::Electricians,
    one: "电工",
    fields: &[
        text!(Electrician, name, "姓名", Input::Text),
        text!(Electrician, resident_id, "身份证号码", Input::Code).hint("同一身份证号码只能使用一次"),
        choice!(Electrician, kind, "电工类别", ElectricianKind),
        choice!(Electrician, certificate_type, "证书类型", CertificateType),
        text!(Electrician, certificate, "证书编号", Input::Code).hint("特种作业操作证编号为“T”加身份证号码"),
        text!(Electrician, issuing_authority, "发证机关", Input::Text),
        text!(Electrician, valid_from, "有效期起", Input::Date),
        text!(Electrician, valid_until, "有效期止", Input::Date),
    ],
    columns: &["name", "resident_id", "kind", "certificate", "issuing_authority", "valid_until"],
    minor: Some("issuing_authority"),
    chosen_before: Some("issuing_authority"),
};

static PERFORMANCE: RowForm = RowForm {
    list: List::Performance,
    one: "业绩",
    fields: &[
        text!(Performance, project, "工程名称", Input::Wide),
        text!(Performance, client, "建设单位", Input::Wide),
        choice!(Performance, voltage, "电压等级", VoltageClass),
        choice!(Performance, work, "工程类型", WorkKind),
        text!(Performance, length, "线路长度", Input::Number("公里")).optional().hint("线路长度、变电容量至少填写一项"),
        text!(Performance, capacity, "变电容量", Input::Number("兆伏安")).optional(),
        text!(Performance, started_on, "开工日期", Input::Date),
        text!(Performance, completed_on, "竣工日期", Input::Date),
    ],
    columns: &["project", "client", "voltage", "work", "length", "capacity", "completed_on"],
    minor: None,
    chosen_before: None,
};

/// Lets other fields follow the one that was just changed.
pub fn follow(body: &mut Body, before: &Body) {
    if let (Body::Electrician(row), Body::Electrician(before)) = (body, before) {
        certificate_follows(row, before);
    }
}

/// The number of a 特种作业操作证 follows the ID number, unless somebody typed another.
fn certificate_follows(row: &mut Electrician, before: &Electrician) {
    let number = |row: &Electrician| match row.resident_id.trim() {
        "" => String::new(),
        id => format!("T{}", id.to_ascii_uppercase()),
    };
    let untouched =
        row.certificate == before.certificate && (row.certificate.is_empty() || row.certificate == number(before));
    if untouched && row.certificate_type == Some(CertificateType::Operation) {
        row.certificate = number(row);
    } else if untouched && before.certificate_type == Some(CertificateType::Operation) {
        row.certificate.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(row: &mut Electrician, change: impl FnOnce(&mut Electrician)) {
        let before = row.clone();
        change(row);
        certificate_follows(row, &before);
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
    fn every_field_reads_what_it_wrote_and_every_column_is_a_field() {
        for &list in List::ALL {
            let form = RowForm::of(list);
            assert_eq!(form.columns().len(), form.columns.len());
            for field in form.fields {
                let value = match field.input {
                    Input::Choice(options, _) => options()[0].0.clone(),
                    _ => "1".to_owned(),
                };
                let mut body = Body::row(list);
                (field.set)(&mut body, value.clone());
                assert_eq!((field.get)(&body), value, "{list} {}", field.name);
            }
        }
    }
}
