//! The rule book: what ships with the program, and what administrators chose and adjusted.

use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Error, Permission, Result, Services};
use domain::conformity::{Adjustment, Choice, Measure, RuleBook, in_force};
use domain::licences::{Category, Grade};
use sqlx::AnyConnection;
use std::sync::LazyLock;

/// Read from its files once.
static SHIPPED: LazyLock<RuleBook> = LazyLock::new(RuleBook::shipped);

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    set_id: String,
    from_day: String,
    reason: String,
    chosen_by: String,
}

#[derive(sqlx::FromRow)]
struct AdjustmentRow {
    set_id: String,
    measure: String,
    category: String,
    grade: String,
    figure: i64,
    from_day: String,
    reason: String,
    adjusted_by: String,
}

impl Services {
    /// Everything by which filings are judged.
    ///
    /// # Errors
    /// `Forbidden` for enterprises.
    pub async fn rule_book(&self, actor: &Actor) -> Result<RuleBook> {
        actor.may_own(Permission::ReadRules)?;
        self.rule_book_in(&mut *self.db.pool().acquire().await?).await
    }

    /// Title of the set that is in force today. Each page of a filing shows it, so no figures are read for it.
    pub(crate) async fn title_in_force(&self, connection: &mut AnyConnection) -> Result<String> {
        let choices = choices(connection).await?;
        Ok(in_force(&SHIPPED.sets, &choices, self.today()).map(|set| set.title.clone()).unwrap_or_default())
    }

    /// The rule book as a transaction sees it.
    pub(crate) async fn rule_book_in(&self, connection: &mut AnyConnection) -> Result<RuleBook> {
        let choices = choices(connection).await?;
        let adjustments: Vec<AdjustmentRow> = sqlx::query_as(
            "select j.set_id, j.measure, j.category, j.grade, j.figure, j.from_day, j.reason,
                    a.display_name as adjusted_by
             from rule_adjustments j
                  join accounts a on a.id = j.adjusted_by
             order by j.sequence",
        )
        .fetch_all(&mut *connection)
        .await?;
        Ok(RuleBook {
            sets: SHIPPED.sets.clone(),
            choices,
            adjustments: adjustments.into_iter().map(AdjustmentRow::read).collect::<Result<_>>()?,
        })
    }
}

/// Title of a set by its code, whether or not it is in force.
pub(crate) fn title_of(id: &str) -> Option<&'static str> {
    SHIPPED.sets.iter().find(|set| set.id == id).map(|set| set.title.as_str())
}

/// The sets that were chosen, in the order of choosing.
async fn choices(connection: &mut AnyConnection) -> Result<Vec<Choice>> {
    let rows: Vec<ChoiceRow> = sqlx::query_as(
        "select c.set_id, c.from_day, c.reason, a.display_name as chosen_by
         from rule_choices c
              join accounts a on a.id = c.chosen_by
         order by c.sequence",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ChoiceRow::read).collect()
}

impl ChoiceRow {
    fn read(self) -> Result<Choice> {
        Ok(Choice { set: self.set_id, from: stored_day(&self.from_day)?, reason: self.reason, by: self.chosen_by })
    }
}

impl AdjustmentRow {
    fn read(self) -> Result<Adjustment> {
        Ok(Adjustment {
            set: self.set_id,
            measure: stored(Measure::from_code, &self.measure)?,
            category: stored(Category::from_code, &self.category)?,
            grade: stored(Grade::from_code, &self.grade)?,
            figure: u32::try_from(self.figure).map_err(Error::fault)?,
            from: stored_day(&self.from_day)?,
            reason: self.reason,
            by: self.adjusted_by,
        })
    }
}
