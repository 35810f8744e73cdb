//! Two saves of one registration: both are shown, and the person chooses.

use domain::enterprises::Profile;
use leptos::prelude::*;

/// What differs, and the choice.
#[component]
pub fn Conflict(
    /// What is stored.
    theirs: Profile,
    /// What was to be saved.
    mine: Profile,
    /// Takes over what is stored.
    take_theirs: Callback<Profile>,
    /// Saves over it.
    keep_mine: Callback<()>,
) -> impl IntoView {
    let rows = differences(&theirs, &mine)
        .into_iter()
        .map(|(label, theirs, mine)| {
            view! { <tr><th scope="row">{label}</th><td>{theirs}</td><td>{mine}</td></tr> }
        })
        .collect_view();
    view! {
        <div class="conflict" role="alert">
            <h2>"企业信息已在其他窗口修改"</h2>
            <p>"您打开本页之后，企业信息已被保存过。请选择保留哪一份。"</p>
            <div class="table-wrap">
                <table class="table">
                    <thead><tr><th scope="col">"项目"</th><th scope="col">"已保存的"</th><th scope="col">"我填写的"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="button-row">
                <button type="button" class="button" on:click=move |_| take_theirs.run(theirs.clone())>"采用已保存的"</button>
                <button type="button" class="button button-primary" on:click=move |_| keep_mine.run(())>"用我填写的覆盖"</button>
            </div>
        </div>
    }
    .into_any()
}

fn differences(theirs: &Profile, mine: &Profile) -> Vec<(&'static str, String, String)> {
    let zone = |profile: &Profile| if profile.free_trade_zone { "是" } else { "否" }.to_owned();
    let mut all = vec![
        ("通讯地址", theirs.mailing_address.clone(), mine.mailing_address.clone()),
        ("邮政编码", theirs.postal_code.clone(), mine.postal_code.clone()),
        ("联系人", theirs.contact.clone(), mine.contact.clone()),
        ("手机", theirs.mobile.clone(), mine.mobile.clone()),
        ("电子邮箱", theirs.email.clone(), mine.email.clone()),
        ("位于自贸区", zone(theirs), zone(mine)),
        ("上级企业", theirs.parent_name.clone(), mine.parent_name.clone()),
    ];
    all.retain(|(_, theirs, mine)| theirs != mine);
    all
}
