//! Reading a chosen file as text.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Event, HtmlInputElement};

/// Largest file that is read; a year takes less than a thousandth of it.
const MOST: f64 = 1_000_000.0;

/// Reads the file that was chosen, and forgets the choice, so that the same file can be chosen again. Called with the text,
/// or with what is wrong with the file.
pub fn chosen(event: &Event, read: Callback<Result<String, &'static str>>) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    input.set_value("");
    if file.size() > MOST {
        read.run(Err("文件过大，请选择文本文件"));
        return;
    }
    let done = Closure::once(move |text: JsValue| {
        let text = text.as_string().unwrap_or_default();
        // What the browser could not read as UTF-8 it has replaced.
        let readable = !text.contains(char::REPLACEMENT_CHARACTER) && !text.contains('\0');
        read.run(if readable {
            Ok(text)
        } else {
            Err("文件不是UTF-8编码的文本，请另存为UTF-8文本后重试")
        });
    });
    // A file that cannot be read, because it was moved meanwhile, leaves everything as it is.
    let _ = file.text().then(&done);
    done.forget();
}
