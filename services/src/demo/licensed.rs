//! As many licensed enterprises as one asks for.

use super::cast::{Company, Progress, RENEWABLE};
use super::people::MOST_SERIES;
use crate::{Error, Result};

/// One of them; the texts that [`Company`] refers to.
pub(super) struct Licensed {
    series: usize,
    account: String,
    name: String,
    address: String,
}

/// The first of them.
pub(super) fn numbered(count: usize) -> Result<Vec<Licensed>> {
    match count {
        0..=MOST_SERIES => Ok((1..=count).map(Licensed::number).collect()),
        _ => Err(Error::not_now(format!("最多{MOST_SERIES}家持证企业"))),
    }
}

impl Licensed {
    /// The nth, from 1.
    pub(super) fn number(series: usize) -> Licensed {
        Licensed {
            series,
            account: format!("demo-licensed-{series}"),
            name: format!("上海示范第{series}电力工程有限公司"),
            address: format!("上海市浦东新区世纪大道{series}号"),
        }
    }

    pub(super) fn company(&self) -> Company<'_> {
        Company {
            account: &self.account,
            name: &self.name,
            representative: "高明远",
            region: "310115",
            series: self.series,
            province: "上海市",
            address: &self.address,
            postal_code: "200120",
            free_trade_zone: false,
            parent: None,
            progress: Progress::RunsOutIn(RENEWABLE),
            what: "持证企业，许可证还有两个月到期",
        }
    }
}
