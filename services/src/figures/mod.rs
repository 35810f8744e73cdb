//! The figures (统计) of an office, or of all.

mod licences;
mod matters;
mod times;

use crate::context::day_begins;
use crate::{Actor, Error, Owner, Permission, Result, Services, xlsx};
use chrono::{Days, NaiveDate};
use domain::figures::{Figures, FiguresQuery, Period};
use domain::{Refusal, filings::Kind};
use matters::Matters;

/// What is counted: whose, and when.
pub(crate) struct Counting {
    /// Code of the office; empty for all.
    office: String,
    period: Period,
    today: NaiveDate,
}

impl Counting {
    /// The period in Unix milliseconds: from, and up to before.
    fn moments(&self) -> (i64, i64) {
        (day_begins(self.period.from), day_begins(self.period.until + Days::new(1)))
    }

    /// The period as days are stored.
    fn days(&self) -> [String; 2] {
        [self.period.from, self.period.until].map(|day| day.to_string())
    }
}

impl Services {
    /// The figures of an office. Its own people see them; administrators see those of every office and of all together, which
    /// name no enterprise.
    ///
    /// # Errors
    /// `Forbidden` for enterprises; `NotFound` for an office that is not the actor's, or that there is not; findings on the
    /// days.
    pub async fn figures(&self, actor: &Actor, query: &FiguresQuery) -> Result<Figures> {
        actor.may_own(Permission::ReadFigures)?;
        let office = if query.office.is_empty() { actor.office() } else { query.office.as_str() };
        actor.may(Permission::ReadFigures, Owner { enterprise: "", office })?;
        let today = self.today();
        let period = query.period(today).map_err(Error::findings)?;
        let counting = Counting { office: office.to_owned(), period, today };
        let name = match office {
            "" => None,
            code => Some(self.office_named(code).await?),
        };
        let all = name.is_none();
        let Matters { matters, open, offices } = self.matters(&counting).await?;
        let (stages, limits) = self.times(&counting).await?;
        let (reasons, places) = self.correction_reasons(&counting).await?;
        let mut figures = Figures {
            office: name,
            period,
            made_at: self.now(),
            matters,
            stages,
            limits,
            open,
            reasons,
            places,
            licences: 0,
            held: Vec::new(),
            expiring: Vec::new(),
            ending: Vec::new(),
            looks: self.looks(&counting).await?,
            choices: match actor.office() {
                "" => offices.iter().map(|line| (line.code.clone(), line.name.clone())).collect(),
                _ => Vec::new(),
            },
            offices: if all { offices } else { Vec::new() },
        };
        self.licence_figures(&counting, &mut figures).await?;
        // An administrator keeps totals, and knows of no single licence.
        if actor.office().is_empty() {
            figures.ending.clear();
        }
        Ok(figures)
    }

    /// The same as an XLSX file, with a name for it.
    ///
    /// # Errors
    /// As [`figures`](Self::figures).
    pub async fn figures_workbook(&self, actor: &Actor, query: &FiguresQuery) -> Result<(String, Vec<u8>)> {
        let figures = self.figures(actor, query).await?;
        let mut tables = vec![figures.about()];
        tables.extend(figures.tables());
        let of = figures.office.as_deref().unwrap_or("全部机构");
        let name = format!("统计_{of}_{}_{}.xlsx", figures.period.from, figures.period.until);
        Ok((name, xlsx::workbook(&tables, self.today())?))
    }

    async fn office_named(&self, code: &str) -> Result<String> {
        let name: Option<String> = sqlx::query_scalar("select name from offices where code = $1")
            .bind(crate::filings::known_shape(code)?)
            .fetch_optional(self.db.pool())
            .await?;
        Ok(name.ok_or(Refusal::NotFound)?)
    }
}

/// Every kind, in their order, of what was counted by kind.
fn by_kind<T>(counted: impl Fn(Kind) -> Option<T>) -> Vec<T> {
    Kind::ALL.iter().filter_map(|&kind| counted(kind)).collect()
}
