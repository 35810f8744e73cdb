//! 待办.

use crate::components::time;
use domain::notices::ToDo;
use leptos::prelude::*;

/// What awaits the person.
#[component]
pub fn ToDos(
    /// As the server lists it.
    to_dos: Vec<ToDo>,
) -> impl IntoView {
    let list = match to_dos.is_empty() {
        true => view! { <p class="empty">"没有待办事项"</p> }.into_any(),
        false => view! {
            <ul class="to-dos">
                {to_dos.into_iter().map(|to_do| view! {
                    <li>
                        <a href=to_do.href>{to_do.text}</a>
                        " "
                        <time datetime=time::machine(to_do.at)>{time::moment(to_do.at)}</time>
                    </li>
                }).collect_view()}
            </ul>
        }
        .into_any(),
    };
    view! {
        <section class="sheet" id="to-dos" aria-labelledby="to-dos-title">
            <h2 id="to-dos-title">"待办"</h2>
            {list}
        </section>
    }
    .into_any()
}
