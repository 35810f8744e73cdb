//! How many filings there are of what: three grouped queries over indexes, each without the choice that it counts.

use super::narrowed::{Facet, Narrowed};
use crate::filings::stored;
use crate::{Result, Services};
use domain::filings::{Kind, Track};
use domain::review::{Assignee, Colleague, Counts, Due, QueueFilter, Stage};
use domain::workflow::Status;
use sqlx::AnyConnection;

/// Up to how many that have ended are counted, unless they are looked at: an office has ended more every year.
const MOST_ENDED: i64 = 1000;

/// So many stand here.
struct Cell {
    status: Status,
    kind: Kind,
    track: Track,
    count: i64,
}

impl Services {
    /// How many there are of what.
    pub(super) async fn counts(&self, connection: &mut AnyConnection, narrowed: &Narrowed<'_>) -> Result<Counts> {
        let filter = narrowed.filter;
        let ended = filter.stage == Some(Stage::Ended);
        let mut cells = cells(connection, narrowed, false).await?;
        let mut counts = Counts::default();
        if ended {
            cells.extend(self::cells(connection, narrowed, true).await?);
        } else {
            let count = count_ended(connection, narrowed).await?;
            counts.more_ended = count >= MOST_ENDED;
            counts.stages.push((Stage::Ended, count));
        }
        standing(&mut counts, &cells, filter);
        counts.due = if ended { Vec::new() } else { due(connection, narrowed).await? };
        self.assignees(connection, narrowed, &mut counts).await?;
        Ok(counts)
    }

    /// Everybody of the office with what lies there, also those with nothing.
    async fn assignees(
        &self,
        connection: &mut AnyConnection,
        narrowed: &Narrowed<'_>,
        counts: &mut Counts,
    ) -> Result<()> {
        let select = "select f.assignee_id, count(*)";
        let query = match narrowed.filter.stage {
            Some(Stage::Ended) => narrowed.ended(select, Facet::Assignee),
            _ => narrowed.live(select, Facet::Assignee),
        };
        let groups: Vec<(Option<String>, i64)> = query.then(" group by f.assignee_id").fetch(&mut *connection).await?;
        let of = |id: Option<&str>| groups.iter().find(|(other, _)| other.as_deref() == id).map_or(0, |(_, n)| *n);
        counts.nobodys = of(None);
        counts.mine = of(Some(&narrowed.actor.account_id));
        let staff: Vec<(String, String, i64)> = sqlx::query_as(
            "select id, display_name, active
             from accounts
             where office = $1 and role in ('reviewer', 'head') and id <> $2
             order by display_name, name",
        )
        .bind(narrowed.actor.office())
        .bind(&narrowed.actor.account_id)
        .fetch_all(connection)
        .await?;
        let chosen = |id: &str| matches!(&narrowed.filter.assignee, Some(Assignee::Account(chosen)) if chosen == id);
        let colleague = |(id, name, active): (String, String, i64)| {
            let count = of(Some(&id));
            (active != 0 || count > 0 || chosen(&id)).then_some(Colleague { id, name, count })
        };
        counts.others = staff.into_iter().filter_map(colleague).collect();
        Ok(())
    }
}

async fn cells(connection: &mut AnyConnection, narrowed: &Narrowed<'_>, ended: bool) -> Result<Vec<Cell>> {
    let select = "select f.status, f.kind, f.track, count(*)";
    let query = match ended {
        true => narrowed.ended(select, Facet::Standing),
        false => narrowed.live(select, Facet::Standing),
    };
    let groups: Vec<(String, String, String, i64)> =
        query.then(" group by f.status, f.kind, f.track").fetch(connection).await?;
    let cell = |(status, kind, track, count): (String, String, String, i64)| {
        Ok(Cell {
            status: stored(Status::from_code, &status)?,
            kind: stored(Kind::from_code, &kind)?,
            track: stored(Track::from_code, &track)?,
            count,
        })
    };
    groups.into_iter().map(cell).collect()
}

async fn count_ended(connection: &mut AnyConnection, narrowed: &Narrowed<'_>) -> Result<i64> {
    let mut query = narrowed.ended("select count(*) from (select 1", Facet::None);
    query.push(" limit ?) as counted", [MOST_ENDED.into()]);
    let count: Vec<(i64,)> = query.fetch(connection).await?;
    Ok(count.first().map_or(0, |(count,)| *count))
}

async fn due(connection: &mut AnyConnection, narrowed: &Narrowed<'_>) -> Result<Vec<(Due, i64)>> {
    let select = "select f.queue_day, cast(sum(f.resting) as bigint), count(*)";
    let days: Vec<(String, i64, i64)> =
        narrowed.live(select, Facet::Due).then(" group by f.queue_day").fetch(connection).await?;
    let count = |due: Due| match due {
        Due::Resting => days.iter().map(|(_, resting, _)| resting).sum(),
        due => days.iter().filter(|(day, ..)| narrowed.due_of(day) == due).map(|(_, resting, all)| all - resting).sum(),
    };
    Ok(there(Due::ALL.iter().map(|&due| (due, count(due)))))
}

/// By where they stand, kind and track: each as if it were chosen beside the others.
fn standing(counts: &mut Counts, cells: &[Cell], filter: &QueueFilter) {
    let at = |cell: &Cell| match filter.stage {
        None => cell.status.with_office(),
        Some(stage) => Stage::of(cell.status) == Some(stage),
    };
    let of_kind = |cell: &Cell| filter.kind.is_none_or(|kind| kind == cell.kind);
    let on_track = |cell: &Cell| filter.track.is_none_or(|track| track == cell.track);
    let sum = |wanted: &dyn Fn(&Cell) -> bool| cells.iter().filter(|cell| wanted(cell)).map(|cell| cell.count).sum();
    let here = |cell: &Cell| of_kind(cell) && on_track(cell);
    counts.total = sum(&|cell| at(cell) && here(cell));
    counts.with_office = sum(&|cell| cell.status.with_office() && here(cell));
    let stage = |stage: Stage| sum(&|cell| Stage::of(cell.status) == Some(stage) && here(cell));
    let ended = counts.stages.pop();
    counts.stages = there(Stage::ALL.iter().map(|&each| (each, stage(each))).filter(|(each, _)| *each != Stage::Ended));
    let ended = ended.map_or_else(|| stage(Stage::Ended), |(_, count)| count);
    counts.stages.extend(there([(Stage::Ended, ended)].into_iter()));
    counts.kinds =
        there(Kind::ALL.iter().map(|&kind| (kind, sum(&|cell| cell.kind == kind && at(cell) && on_track(cell)))));
    counts.tracks =
        there(Track::ALL.iter().map(|&track| (track, sum(&|cell| cell.track == track && at(cell) && of_kind(cell)))));
}

/// Those of which there are any.
fn there<T>(counted: impl Iterator<Item = (T, i64)>) -> Vec<(T, i64)> {
    counted.filter(|(_, count)| *count > 0).collect()
}
