//! The dialog for one row: Enter saves and offers the next one.

use super::lines::named_by;
use super::row_editor::{RowEditor, Told};
use crate::components::{Dialog, ErrorSummary, Findings, dom, keyed};
use crate::filings::conflict::Versions;
use crate::filings::forms::{Body, Field, compare, fields};
use crate::filings::state::kept::Base;
use domain::conformity::check_row;
use leptos::prelude::*;

/// The dialog.
pub fn row_dialog(editor: RowEditor) -> AnyView {
    let title = Signal::derive(move || format!("{}{}", if editor.adding() { "新增" } else { "修改" }, editor.form.one));
    view! {
        <Dialog open=editor.open title on_close=Callback::new(move |()| editor.drop_kept())>
            {form(editor)}
        </Dialog>
    }
    .into_any()
}

fn form(editor: RowEditor) -> AnyView {
    let found =
        Memo::new(move |_| editor.body.with(Body::to_row).map(|row| check_row(&row, dom::today())).unwrap_or_default());
    provide_context(Findings {
        all: found.into(),
        insist: Some(editor.insist.into()),
        answered: Some(editor.answered.into()),
    });
    // After signing in again, what was refused is sent again.
    let wizard = editor.wizard;
    Effect::new(move |before: Option<u32>| {
        let now = wizard.signed_in.get();
        if before.is_some_and(|before| before != now)
            && editor.told.with_untracked(|told| matches!(told, Some(Told::Bad(_))))
        {
            editor.send();
        }
        now
    });
    let told = move || {
        editor.told.get().map(|told| match told {
            Told::Good(text) => view! { <p class="notice notice-good" role="status">{text}</p> }.into_any(),
            Told::Bad(text) => view! { <p class="notice notice-bad" role="alert">{text}</p> }.into_any(),
        })
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                editor.send();
            }
        >
            <div class="dialog-body">
                {told}
                <ErrorSummary findings=Signal::derive(move || named_by(editor.form.fields, editor.answered.get())) />
                {move || conflict(editor)}
                // The next row gets fields of its own, not those that the one before it was typed into.
                {keyed(Signal::derive(move || vec![editor.round.get().to_string()]), move |_| body(editor))}
            </div>
            <footer class="dialog-actions">
                <button type="button" class="button" on:click=move |_| editor.open.set(false)>"取消"</button>
                <button type="submit" class="button button-primary" aria-busy=move || editor.busy.get().then_some("true")>
                    {move || if editor.adding() { "保存并新增下一条" } else { "保存" }}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

fn body(editor: RowEditor) -> AnyView {
    let adding = editor.base.with_untracked(|base| matches!(base, Base::New(_)));
    let chosen = |field: &&'static Field| adding && editor.form.chosen_before == Some(field.name);
    let facts = editor
        .form
        .fields
        .iter()
        .filter(chosen)
        .map(|field| {
            let value = editor.body.with_untracked(|body| (field.get)(body));
            view! { <div><dt>{field.label}</dt><dd>{value}</dd></div> }
        })
        .collect_view();
    let changed = Callback::new(move |before: Body| editor.changed(&before));
    let shown = editor.form.fields.iter().filter(|field| !chosen(field));
    view! {
        <div class="field-row">{fields("", shown, editor.body, changed, Signal::stored(false))}</div>
        {editor.form.chosen_before.filter(|_| adding).map(|_| view! { <dl class="facts">{facts}</dl> })}
    }
    .into_any()
}

fn conflict(editor: RowEditor) -> Option<AnyView> {
    let (theirs, _) = editor.theirs.get()?;
    let differences = compare(editor.form.fields, &editor.body.get_untracked(), &theirs);
    Some(
        view! {
            <div class="conflict" role="alert">
                <h3>"该记录已在其他窗口修改"</h3>
                <Versions differences />
                <div class="button-row">
                    <button type="button" class="button" on:click=move |_| editor.take_theirs()>"采用已保存的"</button>
                    <button type="button" class="button button-primary" on:click=move |_| editor.keep_mine()>
                        "保留我的"
                    </button>
                </div>
            </div>
        }
        .into_any(),
    )
}
