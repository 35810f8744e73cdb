//! Looking at a document in the page.

use super::Home;
use crate::components::Dialog;
use domain::attachments::{Attachment, FileType};
use leptos::prelude::*;

/// A dialog that shows the document.
#[component]
pub fn Preview(
    /// What it belongs to.
    home: Home,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it shows.
    file: RwSignal<Option<Attachment>>,
) -> impl IntoView {
    let title =
        Signal::derive(move || file.with(|file| file.as_ref().map_or_else(String::new, |file| file.name.clone())));
    view! {
        <Dialog open title size="dialog-large">
            <div class="dialog-body">
                {move || {
                    file.get()
                        .map(|file| {
                            let source = format!("{}?preview", home.document(&file.id));
                            match file.file_type {
                                FileType::Pdf => {
                                    view! { <iframe class="preview" src=source title=file.name></iframe> }.into_any()
                                }
                                _ => view! { <img class="preview" src=source alt=file.name /> }.into_any(),
                            }
                        })
                }}
            </div>
            <footer class="dialog-actions">
                {move || {
                    file.get()
                        .map(|file| {
                            view! {
                                <a class="button" href=home.document(&file.id) rel="external" download=file.name>
                                    "下载"
                                </a>
                            }
                        })
                }}
            </footer>
        </Dialog>
    }
    .into_any()
}
