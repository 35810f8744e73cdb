//! Who holds which licence, what ends soon, and how often certificates were looked up.

use super::Counting;
use crate::context::stored_day;
use crate::{Result, Services};
use chrono::TimeDelta;
use domain::figures::{EXPIRING_DAYS, Ending, Figures, Held, expiring_steps};
use domain::licences::{Category, Grade, Licence};

/// Licences that end soon which are listed.
const MOST: usize = 500;

#[derive(sqlx::FromRow)]
struct Scopes {
    office: String,
    install: String,
    repair: String,
    test: String,
    count: i64,
}

#[derive(sqlx::FromRow)]
struct Ends {
    id: String,
    office: String,
    valid_until: String,
    body: String,
    /// Whether a renewal was submitted.
    renewal: i64,
}

impl Services {
    /// Fills in what is counted of licences.
    pub(super) async fn licence_figures(&self, counting: &Counting, figures: &mut Figures) -> Result<()> {
        let scopes = self.scopes(counting).await?;
        figures.licences = scopes.iter().map(|line| line.count).sum();
        for line in &mut figures.offices {
            line.licences = scopes.iter().filter(|each| each.office == line.code).map(|each| each.count).sum();
        }
        for &category in Category::ALL {
            for &grade in Grade::ALL {
                let held = scopes.iter().filter(|line| line.grade(category) == grade.code());
                figures.held.push(Held { category, grade, count: held.map(|line| line.count).sum() });
            }
        }
        let ends = self.ends(counting).await?;
        figures.expiring = expiring_steps();
        for end in ends {
            let valid_until = stored_day(&end.valid_until)?;
            let left = (valid_until - counting.today).num_days();
            let waiting = end.renewal == 0;
            if let Some(step) = figures.expiring.iter_mut().find(|step| (step.from..=step.until).contains(&left)) {
                step.count += 1;
                step.waiting += i64::from(waiting);
            }
            if let Some(line) = figures.offices.iter_mut().find(|line| line.code == end.office) {
                line.expiring += 1;
            }
            if figures.office.is_some() && figures.ending.len() < MOST {
                let licence: Licence = serde_json::from_str(&end.body)?;
                let (number, holder, scope) = (licence.number, licence.holder, licence.scope);
                figures.ending.push(Ending { id: end.id, number, holder, scope, valid_until, renewal: !waiting });
            }
        }
        Ok(())
    }

    async fn scopes(&self, counting: &Counting) -> Result<Vec<Scopes>> {
        let scopes = sqlx::query_as(
            "select office, install, repair, test, count(*) as count
             from licences
             where status = 'in_force' and ($1 = '' or office = $1)
             group by office, install, repair, test",
        )
        .bind(&counting.office)
        .fetch_all(self.db.pool())
        .await?;
        Ok(scopes)
    }

    async fn ends(&self, counting: &Counting) -> Result<Vec<Ends>> {
        let ends = sqlx::query_as(
            "select l.id, l.office, l.valid_until, l.body,
                    (select count(*)
                     from filings f
                     where f.licence_id = l.id and f.live = 1 and f.kind = 'renewal' and f.status <> 'draft') as renewal
             from licences l
             where l.status = 'in_force' and l.valid_until >= $1 and l.valid_until <= $2 and ($3 = '' or l.office = $3)
             order by l.valid_until, l.number",
        )
        .bind(counting.today.to_string())
        .bind((counting.today + TimeDelta::days(EXPIRING_DAYS)).to_string())
        .bind(&counting.office)
        .fetch_all(self.db.pool())
        .await?;
        Ok(ends)
    }

    /// How often certificates were looked up in the period.
    pub(super) async fn looks(&self, counting: &Counting) -> Result<i64> {
        let [from, until] = counting.days();
        let looks = sqlx::query_scalar(
            "select cast(coalesce(sum(s.times), 0) as bigint)
             from certificate_looks s
                  join licence_copies c on c.public_id = s.public_id
                  join licences l on l.id = c.licence_id
             where s.day >= $1 and s.day <= $2 and c.public_id <> '' and ($3 = '' or l.office = $3)",
        )
        .bind(from)
        .bind(until)
        .bind(&counting.office)
        .fetch_one(self.db.pool())
        .await?;
        Ok(looks)
    }
}

impl Scopes {
    fn grade(&self, category: Category) -> &str {
        match category {
            Category::Install => &self.install,
            Category::Repair => &self.repair,
            Category::Test => &self.test,
        }
    }
}
