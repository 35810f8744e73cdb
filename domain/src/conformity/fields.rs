//! Field by field: what each tab's fields must hold before it can be submitted. A newtype's constructor is the rule;
//! this module only says which field has which.

use super::Finding;
use crate::filings::{
    Application, Basics, CertificateType, Electrician, Kind, Lead, PerformanceRecord, RowBody, Rows, SectionBody,
    Technician, Track,
};
use crate::values::{CreditCode, Mobile, OperationCertificate, ResidentId, ValueError, date, number, text};
use chrono::NaiveDate;

/// Longest name, address or title, in characters.
const LINE: u32 = 120;

/// What is missing or wrong on one form tab of a filing of this kind and track.
pub fn check_section(kind: Kind, track: Track, body: &SectionBody, today: NaiveDate) -> Vec<Finding> {
    let mut fields = Fields::new(body.section().code(), today);
    match body {
        SectionBody::Application(application) => fields.application(kind, application),
        SectionBody::Basics(basics) => fields.basics(basics),
        SectionBody::TechnicalLead(lead) | SectionBody::SafetyLead(lead) => fields.lead(lead),
        SectionBody::Change(change) => fields.change(change),
        SectionBody::Reissue(reissue) => fields.reissue(track, reissue),
        SectionBody::Cancellation(cancellation) => fields.cancellation(cancellation),
        SectionBody::Leaving(leaving) => fields.leaving(leaving),
        SectionBody::Joining(joining) => fields.joining(joining),
    }
    fields.findings
}

/// What is missing or wrong in one row; paths are bare field names, as in the row's dialog.
pub fn check_row(body: &RowBody, today: NaiveDate) -> Vec<Finding> {
    let mut fields = Fields::new("", today);
    fields.row(body);
    fields.findings
}

/// All rows. The prefix is only built for a row that has something to say: there may be a thousand.
pub(super) fn rows(rows: &Rows, today: NaiveDate, findings: &mut Vec<Finding>) {
    let mut fields = Fields::new("", today);
    let mut hold = |list: &str, id: &str, check: &dyn Fn(&mut Fields)| {
        check(&mut fields);
        for mut finding in fields.findings.drain(..) {
            finding.path = format!("{list}[{id}].{}", finding.path);
            findings.push(finding);
        }
    };
    for row in &rows.technicians {
        hold("technicians", &row.id, &|fields| fields.technician(&row.body));
    }
    for row in &rows.electricians {
        hold("electricians", &row.id, &|fields| fields.electrician(&row.body));
    }
    for row in &rows.performance {
        hold("performance", &row.id, &|fields| fields.performance(&row.body));
    }
}

/// Collects findings under a path prefix.
pub(crate) struct Fields {
    prefix: &'static str,
    pub(crate) today: NaiveDate,
    findings: Vec<Finding>,
}

impl Fields {
    /// Collects under this prefix; empty for bare names.
    pub(crate) fn new(prefix: &'static str, today: NaiveDate) -> Fields {
        Fields { prefix, today, findings: Vec::new() }
    }

    /// What was found.
    pub(crate) fn findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Something wrong on a field.
    pub(crate) fn report(&mut self, path: &str, message: impl std::fmt::Display) {
        let path = match self.prefix {
            "" => path.to_owned(),
            prefix => format!("{prefix}.{path}"),
        };
        self.findings.push(Finding::field(path, message));
    }

    /// What a newtype's constructor says of a field.
    pub(crate) fn hold<T>(&mut self, path: &str, outcome: Result<T, ValueError>) -> Option<T> {
        outcome.map_err(|error| self.report(path, error)).ok()
    }

    /// One line that must be there.
    pub(crate) fn required(&mut self, path: &str, raw: &str) {
        self.hold(path, text::check_line(raw, LINE));
    }

    /// An ID number whose holder has been born.
    pub(crate) fn person(&mut self, path: &str, raw: &str) -> Option<ResidentId> {
        let id = self.hold(path, ResidentId::parse(raw))?;
        self.hold(path, id.check_born_by(self.today))?;
        Some(id)
    }

    /// A choice that must be made.
    pub(crate) fn chosen<T>(&mut self, path: &str, choice: Option<T>) {
        self.hold(path, choice.ok_or(ValueError::NotChosen));
    }

    /// A date that has come: not in the future.
    pub(crate) fn past(&mut self, path: &str, raw: &str) -> Option<NaiveDate> {
        let day = self.hold(path, date::parse(raw))?;
        if day > self.today {
            self.report(path, "日期不能晚于今天");
        }
        Some(day)
    }

    fn in_order(&mut self, path: &str, from: Option<NaiveDate>, until: Option<NaiveDate>) {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            self.report(path, "结束日期不能早于开始日期");
        }
    }

    fn application(&mut self, kind: Kind, application: &Application) {
        if kind == Kind::NewLicence {
            self.chosen("origin", application.origin);
        }
        if kind == Kind::Renewal {
            self.chosen("downgrade", application.downgrade);
        }
        self.chosen("submitter", application.submitter);
        self.required("submitter_name", &application.submitter_name);
        self.person("submitter_id", &application.submitter_id);
        if !application.declared {
            self.report("declared", "请确认法定代表人声明");
        }
    }

    fn basics(&mut self, basics: &Basics) {
        let total = self.hold("total_assets", number::decimal(&basics.total_assets));
        let net = self.hold("net_assets", number::decimal(&basics.net_assets));
        if let (Some(total), Some(net)) = (total, net)
            && net > total
        {
            self.report("net_assets", "净资产不能大于总资产");
        }
        if !basics.premises_area.trim().is_empty() {
            self.hold("premises_area", number::decimal(&basics.premises_area));
        }
        if basics.shareholders.is_empty() {
            self.report("shareholders", "请填写股权结构");
        }
        let mut shares = 0;
        for (n, line) in basics.shareholders.iter().enumerate() {
            self.required(&format!("shareholders[{n}].name"), &line.name);
            let identity = CreditCode::parse(&line.identity).map(|_| ());
            let identity = identity.or_else(|error| ResidentId::parse(&line.identity).map(|_| ()).map_err(|_| error));
            if identity.is_err() {
                self.report(&format!("shareholders[{n}].identity"), "请输入正确的身份证号码或统一社会信用代码");
            }
            self.hold(&format!("shareholders[{n}].contribution"), number::decimal(&line.contribution));
            let share = self.hold(&format!("shareholders[{n}].share"), number::decimal(&line.share));
            shares += share.map_or(0, |share| share.ten_thousandths());
        }
        if shares > 100 * 10_000 {
            self.report("shareholders", "持股比例合计不能超过100%");
        }
    }

    fn lead(&mut self, lead: &Lead) {
        self.required("name", &lead.name);
        self.person("resident_id", &lead.resident_id);
        self.hold("mobile", Mobile::parse(&lead.mobile));
        self.required("post", &lead.post);
        self.chosen("title", lead.title);
        self.required("specialty", &lead.specialty);
        self.required("title_certificate", &lead.title_certificate);
        self.hold("years", number::whole(&lead.years));
        if lead.work.is_empty() {
            self.report("work", "请填写工作经历");
        }
        for (n, line) in lead.work.iter().enumerate() {
            let from = self.past(&format!("work[{n}].from"), &line.from);
            let until = match line.until.trim() {
                "" => None, // 至今
                until => self.past(&format!("work[{n}].until"), until),
            };
            self.in_order(&format!("work[{n}].until"), from, until);
            self.required(&format!("work[{n}].employer"), &line.employer);
            self.required(&format!("work[{n}].post"), &line.post);
            self.required(&format!("work[{n}].referee"), &line.referee);
            self.hold(&format!("work[{n}].referee_mobile"), Mobile::parse(&line.referee_mobile));
        }
        for (n, line) in lead.training.iter().enumerate() {
            let from = self.past(&format!("training[{n}].from"), &line.from);
            let until = self.past(&format!("training[{n}].until"), &line.until);
            self.in_order(&format!("training[{n}].until"), from, until);
            self.required(&format!("training[{n}].institution"), &line.institution);
            self.required(&format!("training[{n}].subject"), &line.subject);
        }
    }

    fn row(&mut self, body: &RowBody) {
        match body {
            RowBody::Technicians(row) => self.technician(row),
            RowBody::Electricians(row) => self.electrician(row),
            RowBody::Performance(row) => self.performance(row),
        }
    }

    fn technician(&mut self, row: &Technician) {
        self.required("name", &row.name);
        self.person("resident_id", &row.resident_id);
        self.chosen("title", row.title);
        self.required("specialty", &row.specialty);
        self.required("title_certificate", &row.title_certificate);
        self.required("issuing_authority", &row.issuing_authority);
        self.past("issued_on", &row.issued_on);
    }

    fn electrician(&mut self, row: &Electrician) {
        self.required("name", &row.name);
        let id = self.person("resident_id", &row.resident_id);
        self.chosen("kind", row.kind);
        self.chosen("certificate_type", row.certificate_type);
        self.required("issuing_authority", &row.issuing_authority);
        match row.certificate_type {
            // The number of a 特种作业操作证 is "T" and the holder's ID number (hcdyhr.cn/article/1128.html).
            Some(CertificateType::Operation) => {
                let certificate = self.hold("certificate", OperationCertificate::parse(&row.certificate));
                if let (Some(certificate), Some(id)) = (certificate, id) {
                    self.hold("certificate", certificate.check_holder(&id));
                }
            }
            _ => self.required("certificate", &row.certificate),
        }
        let from = self.past("valid_from", &row.valid_from);
        let until = self.hold("valid_until", date::parse(&row.valid_until));
        self.in_order("valid_until", from, until);
        if until.is_some_and(|until| until < self.today) {
            self.report("valid_until", "证书已过有效期");
        }
    }

    fn performance(&mut self, row: &PerformanceRecord) {
        self.required("project", &row.project);
        self.required("client", &row.client);
        self.chosen("voltage", row.voltage);
        self.chosen("work", row.work);
        for (path, raw) in [("length", &row.length), ("capacity", &row.capacity)] {
            if !raw.trim().is_empty() {
                self.hold(path, number::decimal(raw));
            }
        }
        if row.length.trim().is_empty() && row.capacity.trim().is_empty() {
            self.report("length", "请填写线路长度或变电容量");
        }
        let from = self.past("started_on", &row.started_on);
        let until = self.past("completed_on", &row.completed_on);
        self.in_order("completed_on", from, until);
    }
}
