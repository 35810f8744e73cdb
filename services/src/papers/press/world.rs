//! What a template sees: our templates, the paper as `paper.json`, the QR code as `symbol.svg`, the fonts; no file of the system,
//! no clock, no network.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};
use typst_kit::fonts::FontStore;

pub(super) const NOTICE: &str = "notice.typ";
pub(super) const FORM: &str = "form.typ";
pub(super) const CERTIFICATE: &str = "certificate.typ";
pub(super) const DUPLICATE: &str = "duplicate.typ";

const SOURCES: [(&str, &str); 5] = [
    ("base.typ", include_str!("templates/base.typ")),
    (NOTICE, include_str!("templates/notice.typ")),
    (FORM, include_str!("templates/form.typ")),
    (CERTIFICATE, include_str!("templates/certificate.typ")),
    (DUPLICATE, include_str!("templates/duplicate.typ")),
];

/// The templates, read once.
pub(super) struct Templates(Vec<(&'static str, Source)>);

impl Templates {
    pub(super) fn new() -> Templates {
        Templates(SOURCES.iter().map(|(name, text)| (*name, Source::new(file(name), (*text).to_owned()))).collect())
    }
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One paper to typeset.
pub(super) struct Job<'a> {
    pub library: &'a LazyHash<Library>,
    pub fonts: &'a FontStore,
    pub templates: &'a Templates,
    pub main: &'static str,
    pub paper: Bytes,
    pub symbol: Bytes,
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        file(self.main)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let name = id.get().vpath().get_without_slash();
        let found = self.templates.0.iter().find(|(template, _)| *template == name);
        found.map(|(_, source)| source.clone()).ok_or_else(|| FileError::NotFound(name.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.get().vpath().get_without_slash() {
            "paper.json" => Ok(self.paper.clone()),
            "symbol.svg" => Ok(self.symbol.clone()),
            name => Err(FileError::NotFound(name.into())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
