//! Typesetting: from what a paper says to a PDF. Typst compiles our templates; what people typed reaches them as data and is
//! never read as markup.

use super::world::{self, Job, Templates};
use super::{PressError, fonts};
use crate::ratings::qr;
use domain::papers::{Body, Fact, Paper, PaperKind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use typst::LibraryExt;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};

use typst::utils::LazyHash;
use typst::{Library, World};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// A run of letters and digits longer than this gets places where its line may break; ID numbers and certificates are shorter.
const LONGEST_RUN: usize = 24;
/// How many papers ago the compiler may have used what it keeps in memory.
const REMEMBERED: usize = 1;

/// Typesets papers in this process; cheap to clone. Its fonts are looked for once, when they are first needed.
#[derive(Clone)]
pub struct Typesetter(Arc<Parts>);

struct Parts {
    folder: Option<PathBuf>,
    fonts: OnceLock<FontStore>,
    library: LazyHash<Library>,
    templates: Templates,
}

impl Typesetter {
    /// With the fonts of this folder, or of the system.
    pub fn new(folder: Option<PathBuf>) -> Typesetter {
        let library = LazyHash::new(<Library as LibraryExt>::default());
        Typesetter(Arc::new(Parts { folder, fonts: OnceLock::new(), library, templates: Templates::new() }))
    }

    /// Looks for fonts unless it has; whether there is one that has Chinese. Takes a moment, so it is not for async code.
    pub fn ready(&self) -> bool {
        fonts::chinese(self.fonts())
    }

    fn fonts(&self) -> &FontStore {
        self.0.fonts.get_or_init(|| fonts::find(self.0.folder.as_deref()))
    }

    /// The paper as PDF. The same paper under the same id comes out the same. Takes a while, so it is not for async code.
    ///
    /// # Errors
    /// That there is no font, or what the compiler says.
    pub fn typeset(&self, id: &str, paper: &Paper) -> Result<Vec<u8>, PressError> {
        if !self.ready() {
            return Err(PressError::NoFont);
        }
        let job = self.job(paper)?;
        let compiled = typst::compile::<PagedDocument>(&job as &dyn World).output;
        let outcome = compiled.map_err(told).and_then(|document| export(&document, id, paper));
        drop(job);
        comemo::evict(REMEMBERED);
        outcome
    }

    fn job(&self, paper: &Paper) -> Result<Job<'_>, PressError> {
        let template = |error: serde_json::Error| PressError::Template(error.to_string());
        let symbol = match &paper.body {
            Body::Certificate(certificate) => qr_code(&certificate.verify_url)?,
            Body::Notice(_) | Body::Form(_) => String::new(),
        };
        Ok(Job {
            library: &self.0.library,
            fonts: self.fonts(),
            templates: &self.0.templates,
            main: match (&paper.body, paper.kind) {
                (Body::Notice(_), _) => world::NOTICE,
                (Body::Form(_), _) => world::FORM,
                (Body::Certificate(_), PaperKind::Certificate) => world::CERTIFICATE,
                (Body::Certificate(_), _) => world::DUPLICATE,
            },
            paper: Bytes::new(serde_json::to_vec(&breakable(paper.clone())).map_err(template)?),
            symbol: Bytes::from_string(symbol),
        })
    }
}

/// For archives (PDF/A-2) where that is possible: it is not with a character that no font has.
fn export(document: &PagedDocument, id: &str, paper: &Paper) -> Result<Vec<u8>, PressError> {
    let options = |standards| PdfOptions {
        ident: Smart::Custom(id.to_owned()),
        creator: Smart::Custom(Some("资质和信用信息系统".to_owned())),
        timestamp: midnight(paper),
        standards,
        ..PdfOptions::default()
    };
    let archive = PdfStandards::new(&[PdfStandard::A_2a]).unwrap_or_default();
    typst_pdf::pdf(document, &options(archive))
        .or_else(|_| typst_pdf::pdf(document, &options(PdfStandards::default())))
        .map_err(told)
}

/// In China, on the day of the paper.
fn midnight(paper: &Paper) -> Option<Timestamp> {
    use chrono::Datelike;
    let day = paper.issued_on;
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Timestamp::new_local(Datetime::from_ymd_hms(day.year(), month, of_month, 0, 0, 0)?, 8 * 60)
}

fn told(errors: impl IntoIterator<Item = SourceDiagnostic>) -> PressError {
    PressError::Template(errors.into_iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}

fn qr_code(link: &str) -> Result<String, PressError> {
    let (size, path) = qr::symbol(link).map_err(|error| PressError::Template(error.to_string()))?;
    // A margin of four modules, as readers expect.
    Ok(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-4 -4 {side} {side}'><path d='{path}'/></svg>",
        side = size + 8
    ))
}

/// With places to break in runs that would not fit their line.
fn breakable(mut paper: Paper) -> Paper {
    let mut texts: Vec<&mut String> = Vec::new();
    match &mut paper.body {
        Body::Notice(notice) => {
            texts.push(&mut notice.addressee);
            texts.extend(&mut notice.paragraphs);
            texts.extend(notice.items.iter_mut().flat_map(|grid| grid.rows.iter_mut().flatten()));
            texts.extend(&mut notice.closing);
        }
        Body::Form(form) => {
            texts.extend(form.cover.iter_mut().map(value));
            for part in &mut form.parts {
                texts.extend(part.facts.iter_mut().map(value));
                texts.extend(part.tables.iter_mut().flat_map(|grid| grid.rows.iter_mut().flatten()));
            }
        }
        Body::Certificate(certificate) => {
            texts.extend(certificate.facts.iter_mut().map(value));
            texts.extend(certificate.changes.iter_mut().flat_map(|grid| grid.rows.iter_mut().flatten()));
        }
    }
    for text in texts {
        if let Some(broken) = broken(text) {
            *text = broken;
        }
    }
    paper
}

fn value(fact: &mut Fact) -> &mut String {
    &mut fact.value
}

fn broken(text: &str) -> Option<String> {
    let runs = || text.split(|each: char| !each.is_ascii_graphic());
    if !runs().any(|run| run.len() > LONGEST_RUN) {
        return None;
    }
    let mut out = String::new();
    let mut run = 0;
    for each in text.chars() {
        run = if each.is_ascii_graphic() { run + 1 } else { 0 };
        if run > 8 && run % 8 == 1 {
            out.push('\u{200b}');
        }
        out.push(each);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_does_not_fit_gets_places_to_break() {
        assert_eq!(broken("特种作业操作证T31010119900101001X，有效"), None);
        let long = broken(&"a".repeat(30)).unwrap();
        assert_eq!(long.replace('\u{200b}', ""), "a".repeat(30));
        assert_eq!(long.matches('\u{200b}').count(), 3);
    }
}
