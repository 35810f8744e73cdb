//! What an adjustment would do to the filings that are under way.

use crate::filings::{Summary, load_header, summaries, whole};
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Finding;
use domain::conformity::{Adjustment, Impact, RuleBook, RuleSet, Severity, check};
use domain::filings::{Application, Filing};

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
        let mut findings = adjustment.check(&book, self.today());
        findings.retain(|finding| finding.path != "reason");
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let Some(day) = first_in_force(&book, adjustment) else { return Ok(Vec::new()) };
        let before = book.on(day);
        let mut adjusted = book;
        adjusted.adjustments.push(adjustment.clone());
        let after = adjusted.on(day);

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
            // Only who wants this grade in this category is asked for the figure: the others need not be read whole.
            let application: Application = serde_json::from_str(&application)?;
            if application.wanted.grade(adjustment.category) != Some(adjustment.grade) {
                continue;
            }
            let head = load_header(&mut *connection, &id).await?;
            let filing = whole(&mut connection, &head).await?;
            let (short, met) = changes(&filing, adjustment, [&before, &after], self.today());
            if !short.is_empty() || !met.is_empty() {
                let line: Summary =
                    sqlx::query_as(summaries!("where f.id = $1")).bind(&id).fetch_one(&mut *connection).await?;
                impacts.push(Impact { filing: line.shown_to(actor)?, short, met });
            }
        }
        Ok(impacts)
    }
}

/// The first day from which the adjustment holds on which its set judges.
fn first_in_force(book: &RuleBook, adjustment: &Adjustment) -> Option<NaiveDate> {
    let later = book.choices.iter().map(|choice| choice.from).filter(|day| *day > adjustment.from);
    let mut days: Vec<_> = later.chain([adjustment.from]).collect();
    days.sort_unstable();
    days.into_iter().find(|&day| book.on(day).id == adjustment.set)
}

/// What newly falls short, and what newly does not.
fn changes(
    filing: &Filing,
    adjustment: &Adjustment,
    [before, after]: [&RuleSet; 2],
    today: NaiveDate,
) -> (Vec<Finding>, Vec<Finding>) {
    let (before, after) = (lines(filing, before, adjustment, today), lines(filing, after, adjustment, today));
    let falls_short = |lines: &[Finding], path: &str| {
        lines.iter().any(|line| line.path == path && line.severity == Severity::Blocking)
    };
    let short = after.iter().filter(|line| falls_short(&after, &line.path) && !falls_short(&before, &line.path));
    let met = before.iter().filter(|line| falls_short(&before, &line.path) && !falls_short(&after, &line.path));
    let now_met = |line: &Finding| match after.iter().find(|now| now.path == line.path) {
        Some(now) => now.clone(),
        None => dropped(line, adjustment),
    };
    (short.cloned().collect(), met.map(now_met).collect())
}

/// The lines about the figure that is adjusted; one for each lead where it holds for both.
fn lines(filing: &Filing, rules: &RuleSet, adjustment: &Adjustment, today: NaiveDate) -> Vec<Finding> {
    let about = format!("{}{}：", adjustment.category, adjustment.grade);
    let mut findings = check(filing, rules, today);
    findings.retain(|line| line.id == adjustment.measure.code() && line.message.starts_with(&about));
    findings
}

/// What is said of a condition that there would be no more.
fn dropped(line: &Finding, adjustment: &Adjustment) -> Finding {
    let Adjustment { measure, category, grade, .. } = adjustment;
    let message = format!("{category}{grade}：不再要求{measure}");
    Finding { severity: Severity::Met, message, measured: None, ..line.clone() }
}
