//! The name under which a document was uploaded, made safe to give back.

use domain::attachments::FileType;

/// Longest name, in characters.
const LONGEST: usize = 120;

/// The last part of the path, without what file systems and terminals take for commands, and with an ending that says what
/// the file is: a document named `report.exe` is given back as `report.exe.pdf`.
pub(super) fn cleaned(raw: &str, file_type: FileType) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|&c| !unsafe_in_names(c)).collect();
    let name = name.trim().trim_matches('.').trim();
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if endings(file_type).contains(&ending.to_ascii_lowercase().as_str()) => (stem, ending),
        _ => (name, endings(file_type)[0]),
    };
    let stem: String = stem.chars().take(LONGEST - ending.len() - 1).collect();
    let stem = if stem.is_empty() { "附件" } else { &stem };
    format!("{stem}.{ending}")
}

/// Control characters, the marks that reverse or hide what is read, and what Windows refuses.
fn unsafe_in_names(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

fn endings(file_type: FileType) -> &'static [&'static str] {
    match file_type {
        FileType::Pdf => &["pdf"],
        FileType::Jpeg => &["jpg", "jpeg"],
        FileType::Png => &["png"],
        FileType::Docx => &["docx"],
        FileType::Xlsx => &["xlsx"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        let clean = |raw| cleaned(raw, FileType::Pdf);
        assert_eq!(clean("营业执照（副本）.pdf"), "营业执照（副本）.pdf");
        assert_eq!(clean("营业执照.PDF"), "营业执照.PDF");
        assert_eq!(clean("../../etc/passwd"), "passwd.pdf");
        assert_eq!(clean("C:\\文件\\合同.pdf"), "合同.pdf");
        assert_eq!(clean("a\r\nb\0\u{202E}.pdf"), "ab.pdf");
        assert_eq!(clean("..."), "附件.pdf");
        assert_eq!(clean(""), "附件.pdf");
        assert_eq!(clean(".pdf"), "pdf.pdf");
        assert_eq!(clean("report.exe"), "report.exe.pdf");
        assert_eq!(cleaned("photo.jpeg", FileType::Jpeg), "photo.jpeg");
        let long = clean(&format!("{}.pdf", "长".repeat(500)));
        assert_eq!(long.chars().count(), LONGEST);
        assert!(long.ends_with("长.pdf"));
    }
}
