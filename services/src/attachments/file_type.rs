//! What a document is, told from its bytes and never from its name.

use domain::attachments::FileType;

/// What `infer` needs of the beginning.
const HEAD: usize = 4096;
/// A zip's table of contents is at its end; this holds that of an office document with thousands of parts.
const TAIL: usize = 256 * 1024;

/// Remembers the beginning and the end of what passes by.
#[derive(Default)]
pub(super) struct Sample {
    head: Vec<u8>,
    tail: Vec<u8>,
    size: u64,
}

impl Sample {
    /// Takes note of the next bytes.
    pub(super) fn see(&mut self, bytes: &[u8]) {
        let wanted = (HEAD - self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(TAIL)..]);
        // Forget in large steps: dropping a few bytes for each few that come would move the rest every time.
        if self.tail.len() > 2 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
        self.size += bytes.len() as u64;
    }

    /// How many bytes passed by.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// What it is, if it is one of those that are taken.
    pub(super) fn file_type(&self) -> Option<FileType> {
        match infer::get(&self.head).map(|found| found.mime_type()) {
            Some("application/pdf") => Some(FileType::Pdf),
            Some("image/jpeg") => Some(FileType::Jpeg),
            Some("image/png") => Some(FileType::Png),
            _ if self.head.starts_with(b"PK\x03\x04") => self.office_document(),
            _ => None,
        }
    }

    /// An office document is a zip that says so in `[Content_Types].xml` and holds the main part; one with macros is none.
    fn office_document(&self) -> Option<FileType> {
        let names = names(&self.tail, self.size)?;
        let holds = |wanted: &str| names.contains(&wanted.as_bytes());
        let macros = names.iter().any(|name| name.ends_with(b"vbaProject.bin"));
        match (holds("[Content_Types].xml") && !macros, holds("word/document.xml"), holds("xl/workbook.xml")) {
            (true, true, false) => Some(FileType::Docx),
            (true, false, true) => Some(FileType::Xlsx),
            _ => None,
        }
    }
}

/// The names in a zip's central directory (APPNOTE 4.3.12 and 4.3.16), given its last bytes and its size.
fn names(tail: &[u8], size: u64) -> Option<Vec<&[u8]>> {
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let entries = u16_at(tail, end + 10)?;
    let start = u64::from(u32_at(tail, end + 16)?);
    let mut at = usize::try_from((start + tail.len() as u64).checked_sub(size)?).ok()?;
    let mut names = Vec::with_capacity(entries.into());
    for _ in 0..entries {
        if tail.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let lengths = [28, 30, 32].map(|field| u16_at(tail, at + field).map(usize::from));
        let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
        names.push(tail.get(at + 46..at + 46 + name)?);
        at += 46 + name + extra + comment;
    }
    Some(names)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8], step: usize) -> Option<FileType> {
        let mut sample = Sample::default();
        bytes.chunks(step).for_each(|part| sample.see(part));
        sample.file_type()
    }

    /// A zip of empty files with these names.
    fn zip(names: &[&str], comment: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut directory = Vec::new();
        for name in names {
            let offset = bytes.len() as u32;
            bytes.extend(b"PK\x03\x04");
            bytes.extend([0; 22]);
            bytes.extend((name.len() as u16).to_le_bytes());
            bytes.extend([0; 2]);
            bytes.extend(name.as_bytes());
            directory.extend(b"PK\x01\x02");
            directory.extend([0; 24]);
            directory.extend((name.len() as u16).to_le_bytes());
            directory.extend([0; 12]);
            directory.extend(offset.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let start = bytes.len() as u32;
        bytes.extend(&directory);
        bytes.extend(b"PK\x05\x06");
        bytes.extend([0; 4]);
        bytes.extend((names.len() as u16).to_le_bytes());
        bytes.extend((names.len() as u16).to_le_bytes());
        bytes.extend((directory.len() as u32).to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend((comment as u16).to_le_bytes());
        bytes.extend(vec![b'c'; comment]);
        bytes
    }

    #[test]
    fn office_documents_are_told_by_their_parts() {
        let docx = zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"], 0);
        for step in [1, 7, 10_000] {
            assert_eq!(told(&docx, step), Some(FileType::Docx));
        }
        let xlsx = zip(&["xl/workbook.xml", "[Content_Types].xml", "xl/embeddings/word.docx"], 500);
        assert_eq!(told(&xlsx, 64), Some(FileType::Xlsx));
    }

    #[test]
    fn other_zips_are_not_taken() {
        for names in [
            &["hello.txt"][..],
            &["word/document.xml"],
            &["[Content_Types].xml", "ppt/presentation.xml"],
            &["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"],
            &[],
        ] {
            assert_eq!(told(&zip(names, 0), 100), None, "{names:?}");
        }
        let docx = zip(&["[Content_Types].xml", "word/document.xml"], 0);
        assert_eq!(told(&docx[..docx.len() - 30], 100), None, "cut short");
        assert_eq!(told(&[b"MZ".as_slice(), &docx].concat(), 100), None, "a program before it");
    }

    #[test]
    fn pictures_and_pdf_are_told_by_their_beginning() {
        assert_eq!(told(b"%PDF-1.7\n", 3), Some(FileType::Pdf));
        assert_eq!(told(b"\xff\xd8\xff\xe0\0\x10JFIF", 3), Some(FileType::Jpeg));
        assert_eq!(told(b"\x89PNG\r\n\x1a\n", 3), Some(FileType::Png));
        for other in [&b"MZ\x90\0"[..], b"<html>", b"GIF89a", b"\x7fELF", b"", b"PK\x03\x04", b"PK"] {
            assert_eq!(told(other, 3), None);
        }
    }

    #[test]
    fn the_end_is_kept_however_long_the_file() {
        let mut sample = Sample::default();
        for n in 0..100u8 {
            sample.see(&vec![n; 20_000]);
        }
        assert!(sample.tail.len() >= TAIL && sample.tail.len() <= 2 * TAIL);
        assert_eq!(sample.tail.last(), Some(&99));
        assert_eq!(sample.size(), 2_000_000);
    }
}
