//! What a change of the rules would do to the filings that are under way: another figure, or another set.

use crate::filings::{Summary, load_header, summaries};
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Finding;
use domain::conformity::{Adjustment, Choice, Impact, Measure, RuleBook, RuleSet, Severity, check};
use domain::filings::{Application, Filing};
use sqlx::AnyConnection;

impl Services {
    /// The live filings, drafts among them, whose findings the adjustment would change, in the order of their numbers: as they
    /// stand today, by the rules of the first day on which the adjusted set is in force.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong but for a missing reason.
    pub async fn preview_adjustment(&self, actor: &Actor, adjustment: &Adjustment) -> Result<Vec<Impact>> {
        actor.may_own(Permission::ManageRules)?;
        let mut connection = self.db.pool().acquire().await?;
        let book = self.rule_book_in(&mut connection).await?;
        but_for_a_reason(adjustment.check(&book, self.today()))?;
        let Some(day) = first_in_force(&book, adjustment) else { return Ok(Vec::new()) };
        let before = book.on(day);
        let mut adjusted = book;
        adjusted.adjustments.push(adjustment.clone());
        let after = adjusted.on(day);
        // Only who wants this grade in this category is asked for the figure: the others need not be read whole.
        let concerns =
            |application: &Application| application.wanted.grade(adjustment.category) == Some(adjustment.grade);
        let about = format!("{}{}", adjustment.category, adjustment.grade);
        let concerned = |line: &Finding| line.id == adjustment.measure.code() && subject(line) == about;
        self.impacts(&mut connection, actor, [&before, &after], concerns, concerned).await
    }

    /// The live filings, drafts among them, whose findings would change if this set were in force from its day on.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong but for a missing reason.
    pub async fn preview_choice(&self, actor: &Actor, set: &str, from: NaiveDate) -> Result<Vec<Impact>> {
        actor.may_own(Permission::ManageRules)?;
        let mut connection = self.db.pool().acquire().await?;
        let mut book = self.rule_book_in(&mut connection).await?;
        let choice = Choice { set: set.to_owned(), from, reason: String::new(), by: String::new() };
        but_for_a_reason(choice.check(&book, self.today()))?;
        let before = book.on(from);
        book.choices.push(choice);
        let after = book.on(from);
        self.impacts(&mut connection, actor, [&before, &after], |_| true, |line| line.measured.is_some()).await
    }

    /// What comes out otherwise of the lines that are concerned, of the live filings that are.
    async fn impacts(
        &self,
        connection: &mut AnyConnection,
        actor: &Actor,
        rules: [&RuleSet; 2],
        concerns: impl Fn(&Application) -> bool,
        concerned: impl Fn(&Finding) -> bool,
    ) -> Result<Vec<Impact>> {
        let live: Vec<(String, String)> = sqlx::query_as(
            "select f.id, s.body
             from filings f
                  join filing_sections s on s.filing_id = f.id and s.section = 'application'
             where f.live = 1 and f.kind in ('new_licence', 'scope_change', 'renewal')
             order by f.number",
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut impacts = Vec::new();
        for (id, application) in live {
            if !concerns(&serde_json::from_str(&application)?) {
                continue;
            }
            let head = load_header(&mut *connection, &id).await?;
            let filing = self.whole(connection, &head).await?;
            let [before, after] = rules.map(|rules| lines(&filing, rules, &concerned, self.today()));
            let (short, met) = changes(&before, &after);
            if !short.is_empty() || !met.is_empty() {
                let line: Summary =
                    sqlx::query_as(summaries!("where f.id = $1")).bind(&id).fetch_one(&mut *connection).await?;
                impacts.push(Impact { filing: line.shown_to(actor)?, short, met });
            }
        }
        Ok(impacts)
    }
}

/// What is wrong but for the reason, which is typed last.
fn but_for_a_reason(mut findings: Vec<Finding>) -> Result<()> {
    findings.retain(|finding| finding.path != "reason");
    if findings.is_empty() { Ok(()) } else { Err(Error::findings(findings)) }
}

/// The first day from which the adjustment holds on which its set judges.
fn first_in_force(book: &RuleBook, adjustment: &Adjustment) -> Option<NaiveDate> {
    let later = book.choices.iter().map(|choice| choice.from).filter(|day| *day > adjustment.from);
    let mut days: Vec<_> = later.chain([adjustment.from]).collect();
    days.sort_unstable();
    days.into_iter().find(|&day| book.on(day).id == adjustment.set)
}

/// The lines that are concerned; one for each lead where a figure holds for both.
fn lines(filing: &Filing, rules: &RuleSet, concerned: &impl Fn(&Finding) -> bool, today: NaiveDate) -> Vec<Finding> {
    let mut findings = check(filing, rules, today);
    findings.retain(concerned);
    findings
}

/// What newly falls short, and what newly does not.
fn changes(before: &[Finding], after: &[Finding]) -> (Vec<Finding>, Vec<Finding>) {
    let falls_short = |lines: &[Finding], one: &Finding| {
        lines.iter().any(|line| same(line, one) && line.severity == Severity::Blocking)
    };
    let short = after.iter().filter(|line| falls_short(after, line) && !falls_short(before, line));
    let met = before.iter().filter(|line| falls_short(before, line) && !falls_short(after, line));
    let now_met = |line: &Finding| after.iter().find(|now| same(now, line)).cloned().unwrap_or_else(|| dropped(line));
    (short.cloned().collect(), met.map(now_met).collect())
}

/// Whether two lines are about the same condition: of a figure whatever it is, of performance what it asks for.
fn same(one: &Finding, other: &Finding) -> bool {
    let asks = |line: &Finding| match Measure::from_code(&line.id) {
        Some(_) => None,
        None => line.measured.as_ref().map(|measured| measured.required.clone()),
    };
    (&one.id, &one.path, subject(one), asks(one)) == (&other.id, &other.path, subject(other), asks(other))
}

/// Category and grade that a line is about.
fn subject(line: &Finding) -> &str {
    line.message.split('：').next().unwrap_or_default()
}

/// What is said of a condition that there would be no more.
fn dropped(line: &Finding) -> Finding {
    let what = match (Measure::from_code(&line.id), &line.measured) {
        (Some(measure), _) => measure.label().to_owned(),
        (None, Some(measured)) => format!("规定年限内业绩（{}）", measured.required),
        (None, None) => String::new(),
    };
    let message = format!("{}：不再要求{what}", subject(line));
    Finding { severity: Severity::Met, message, measured: None, ..line.clone() }
}
