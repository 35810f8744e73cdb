//! Sending files. `XMLHttpRequest`, because `fetch` tells no upload progress.

use super::chosen::{Progress, Upload, forget, transfer};
use super::{Shelf, delete, told};
use crate::api::with_query;
use domain::Refusal;
use domain::attachments::Attachment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::js_sys::Function;
use web_sys::{ProgressEvent, XmlHttpRequest};

const AWAY: &str = "上传失败，请检查网络后重试";

impl Shelf {
    /// Sends a chosen file, after those before it.
    pub fn send(self, key: u64) {
        if self.upload(key).is_some_and(|upload| !matches!(upload.progress, Progress::Sending(_))) {
            self.progress(key, Progress::Queued);
            self.send_next();
        }
    }

    fn send_next(self) {
        let next = self.uploads.try_with_untracked(|all| {
            let sending = all.iter().any(|upload| matches!(upload.progress, Progress::Sending(_)));
            all.iter().find(|upload| !sending && upload.progress == Progress::Queued).cloned()
        });
        let Some(upload) = next.flatten() else { return };
        self.progress(upload.key, Progress::Sending(0));
        if self.start(&upload).is_err() {
            self.failed(upload.key, Progress::Failed(AWAY.to_owned(), true));
        }
    }

    fn failed(self, key: u64, progress: Progress) {
        self.progress(key, progress);
        self.send_next();
    }

    fn start(self, upload: &Upload) -> Result<(), JsValue> {
        let key = upload.key;
        let request = XmlHttpRequest::new()?;
        let row = upload.row.as_deref().unwrap_or_default();
        let url = self.filing.with_value(|id| {
            let about = [(self.home.owner, id.as_str()), ("slot", &upload.slot), ("row", row), ("name", &upload.name)];
            with_query(self.home.route(), &about)
        });
        request.open_with_async("PUT", &url, true)?;
        request.set_request_header("accept", "application/json")?;
        request.set_request_header("content-type", "application/octet-stream")?;
        let on_progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                // All bytes sent is not yet stored: 100 % is for the answer.
                let percent = (event.loaded() / event.total() * 100.0).min(99.0);
                self.progress(key, Progress::Sending(percent as u8));
            }
        });
        request.upload()?.set_onprogress(Some(&function(on_progress.into_js_value())));
        let done = request.clone();
        let on_load = Closure::<dyn FnMut()>::new(move || self.answered(key, &done));
        request.set_onload(Some(&function(on_load.into_js_value())));
        let on_error = Closure::<dyn FnMut()>::new(move || {
            self.failed(key, Progress::Failed(AWAY.to_owned(), true));
        });
        request.set_onerror(Some(&function(on_error.into_js_value())));
        let file = transfer(key, |transfer| {
            transfer.request = Some(request.clone());
            transfer.file.clone()
        });
        match file {
            Some(file) => request.send_with_opt_blob(Some(&file)),
            None => Err(JsValue::NULL),
        }
    }

    fn answered(self, key: u64, request: &XmlHttpRequest) {
        let text = request.response_text().ok().flatten().unwrap_or_default();
        let succeeded = request.status().is_ok_and(|status| (200..300).contains(&status));
        if let Some(attachment) = succeeded.then(|| serde_json::from_str::<Attachment>(&text).ok()).flatten() {
            let replaces = self.upload(key).and_then(|upload| upload.replaces);
            self.cancel(key);
            self.attachments.update(|all| all.push(attachment));
            if let Some(old) = replaces.and_then(|old| self.attachment(&old)) {
                spawn_local(async move {
                    // A document that could not be deleted stays in sight, beside its successor.
                    let _ = self.delete(&old).await;
                });
            }
            return;
        }
        let progress = match serde_json::from_str::<Refusal>(&text) {
            Ok(Refusal::SignedOut) => {
                self.signed_out.set(true);
                Progress::Failed("登录已失效，请登录后重试".to_owned(), true)
            }
            Ok(refusal) => {
                let again =
                    matches!(refusal, Refusal::Unavailable { .. } | Refusal::Throttled { .. } | Refusal::NotNow { .. });
                Progress::Failed(told(&refusal), again)
            }
            Err(_) => Progress::Failed(AWAY.to_owned(), true),
        };
        self.failed(key, progress);
    }

    /// Takes a chosen file away, and stops sending it.
    pub fn cancel(self, key: u64) {
        self.uploads.update(|uploads| uploads.retain(|upload| upload.key != key));
        if let Some(request) = forget(key).and_then(|transfer| transfer.request) {
            let _ = request.abort();
        }
        self.send_next();
    }

    /// Deletes a document: `Err` says why it stays.
    pub async fn delete(self, attachment: &Attachment) -> Result<(), String> {
        match delete(self.home, attachment).await {
            Ok(()) => {}
            // Deleted before, such as in another window: it is gone, as wanted.
            Err(crate::api::ApiError::Refused(Refusal::NotFound)) => {}
            Err(error) => {
                if error.is_signed_out() {
                    self.signed_out.set(true);
                }
                return Err(error.to_string());
            }
        }
        self.attachments.update(|all| all.retain(|other| other.id != attachment.id));
        Ok(())
    }

    fn upload(self, key: u64) -> Option<Upload> {
        self.uploads.try_with_untracked(|all| all.iter().find(|upload| upload.key == key).cloned()).flatten()
    }

    fn attachment(self, id: &str) -> Option<Attachment> {
        self.attachments.with_untracked(|all| all.iter().find(|file| file.id == id).cloned())
    }

    fn progress(self, key: u64, progress: Progress) {
        self.uploads.update(|all| {
            if let Some(upload) = all.iter_mut().find(|upload| upload.key == key) {
                upload.progress = progress;
            }
        });
    }
}

fn function(closure: JsValue) -> Function {
    closure.unchecked_into()
}
