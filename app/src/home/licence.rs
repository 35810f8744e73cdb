//! 我的许可证.

use crate::licences::{Held, ShortfallNotice, status_badge};
use chrono::NaiveDate;
use domain::filings::RENEWAL_OPENS;
use domain::licences::{Licence, LicenceStatus};
use domain::values::date;
use leptos::prelude::*;

/// The licence and how it stands.
#[component]
pub fn MyLicence(
    /// The enterprise's latest licence.
    held: Option<Held>,
    /// Today in Beijing.
    today: NaiveDate,
) -> impl IntoView {
    let card = match held {
        None => view! { <p class="empty">"尚未取得许可证"</p> }.into_any(),
        Some(Held { licence, shortfall }) => {
            let term = format!("{}至{}", date::long(licence.valid_from), date::long(licence.valid_until));
            let left = left(&licence, today);
            let badges = status_badge(&licence);
            view! {
                {shortfall.map(|shortfall| view! { <ShortfallNotice shortfall own=true/> })}
                <dl class="facts">
                    <div><dt>"许可证编号"</dt><dd>{licence.number} " " {badges}</dd></div>
                    <div><dt>"许可类别和等级"</dt><dd>{licence.scope.label()}</dd></div>
                    <div>
                        <dt>"有效期限"</dt>
                        <dd>{term} {left.map(|left| view! { " " <span class="status status-wait">{left}</span> })}</dd>
                    </div>
                </dl>
                <div class="button-row"><a class="button" href=format!("/licences/{}", licence.id)>"查看许可证"</a></div>
            }
            .into_any()
        }
    };
    view! {
        <section class="sheet" aria-labelledby="licence-title">
            <h2 id="licence-title">"我的许可证"</h2>
            {card}
        </section>
    }
    .into_any()
}

/// How many days are left, once it is time to think of the renewal.
fn left(licence: &Licence, today: NaiveDate) -> Option<String> {
    let days = (licence.valid_until - today).num_days();
    (licence.status == LicenceStatus::InForce && days < RENEWAL_OPENS).then(|| match days {
        ..0 => "已届满".to_owned(),
        0 => "今日届满".to_owned(),
        days => format!("还有 {days} 天"),
    })
}
