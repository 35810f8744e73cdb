//! Free text: one line, a paragraph, and what a draft may keep.

use super::ValueError;

/// White space, and the marks of no width that pasting leaves at either end.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Control characters, and the embeddings, overrides and isolates that reverse what is read
/// (<https://www.unicode.org/reports/tr9/>, and <https://trojansource.codes/> for the harm).
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

pub(super) fn trim(raw: &str) -> &str {
    raw.trim_matches(is_blank)
}

/// Trims, and turns U+FF01..=U+FF5E and U+3000 into their ASCII forms.
pub(super) fn half_width(raw: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    let trimmed = trim(raw);
    // What is ASCII already, as nearly everything that is checked a thousand times over, is only copied.
    if trimmed.is_ascii() { trimmed.to_owned() } else { trimmed.chars().map(narrow).collect() }
}

/// [`half_width`], refusing what is empty.
pub(super) fn filled(raw: &str) -> Result<String, ValueError> {
    let text = half_width(raw);
    if text.is_empty() { Err(ValueError::Empty) } else { Ok(text) }
}

/// Whether anything but white space is there.
pub fn not_blank(raw: &str) -> bool {
    !trim(raw).is_empty()
}

/// One line of 1 to `max` characters, trimmed. Full-width punctuation stays as it is.
///
/// # Errors
/// `Empty`, `ControlCharacter` (a line break is one), `TooLong`.
pub fn line(raw: &str, max: u32) -> Result<String, ValueError> {
    written(trim(raw).to_owned(), max, |_| false)
}

/// Whether [`line`] would take this.
///
/// # Errors
/// As [`line`].
pub fn check_line(raw: &str, max: u32) -> Result<(), ValueError> {
    match trim(raw) {
        "" => Err(ValueError::Empty),
        text => within(text, max, |_| false),
    }
}

/// Several lines of together 1 to `max` characters, trimmed; line breaks become `\n`, tabs stay.
///
/// # Errors
/// `Empty`, `ControlCharacter`, `TooLong`.
pub fn paragraph(raw: &str, max: u32) -> Result<String, ValueError> {
    written(unix_breaks(trim(raw)), max, is_layout)
}

/// What a draft may keep, in any field: nothing at all, or up to `max` characters as typed, line breaks and tabs included.
///
/// # Errors
/// `ControlCharacter`, `TooLong`.
pub fn storable(raw: &str, max: u32) -> Result<(), ValueError> {
    within(&unix_breaks(raw), max, is_layout)
}

/// Forms posted without a script end their lines with `\r\n`, as HTML prescribes.
fn unix_breaks(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

fn written(text: String, max: u32, allowed: fn(char) -> bool) -> Result<String, ValueError> {
    if text.is_empty() {
        return Err(ValueError::Empty);
    }
    within(&text, max, allowed)?;
    Ok(text)
}

fn within(text: &str, max: u32, allowed: fn(char) -> bool) -> Result<(), ValueError> {
    if text.chars().any(|c| is_control(c) && !allowed(c)) {
        return Err(ValueError::ControlCharacter);
    }
    if text.len() > max as usize && text.chars().count() > max as usize {
        return Err(ValueError::TooLong { max });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_trimmed_and_counted_in_characters() {
        assert_eq!(line("\u{3000}上海某某电力（集团）有限公司 \n", 14).unwrap(), "上海某某电力（集团）有限公司");
        assert_eq!(line("一二三四", 3), Err(ValueError::TooLong { max: 3 }));
        assert_eq!(line(" \u{3000}\u{200B}", 3), Err(ValueError::Empty));
        assert!(!not_blank("\u{FEFF}\t"));
    }

    #[test]
    fn what_cannot_be_seen_is_refused() {
        for hidden in ['\0', '\n', '\t', '\u{7f}', '\u{85}', '\u{202E}', '\u{2066}'] {
            assert_eq!(line(&format!("张{hidden}三"), 9), Err(ValueError::ControlCharacter), "{hidden:?}");
        }
    }

    #[test]
    fn a_paragraph_keeps_its_lines() {
        assert_eq!(paragraph("一、\r\n\t二、\r三", 9).unwrap(), "一、\n\t二、\n三");
        assert_eq!(paragraph("一\u{0}", 9), Err(ValueError::ControlCharacter));
        assert_eq!(paragraph("\n", 9), Err(ValueError::Empty));
    }

    #[test]
    fn a_draft_keeps_what_is_unfinished() {
        assert_eq!(storable("", 9), Ok(()));
        assert_eq!(storable(" 1\r\n2\t ", 9), Ok(()));
        assert_eq!(storable("a\u{1b}[0m", 9), Err(ValueError::ControlCharacter));
        assert_eq!(storable("1234567890", 9), Err(ValueError::TooLong { max: 9 }));
    }

    proptest! {
        #[test]
        fn an_accepted_line_is_accepted_again_unchanged_and_storable(raw in any::<String>()) {
            prop_assert_eq!(line(&raw, 40).map(|_| ()), check_line(&raw, 40));
            if let Ok(text) = line(&raw, 40) {
                prop_assert_eq!(line(&text, 40).unwrap(), text.clone());
                prop_assert_eq!(storable(&text, 40), Ok(()));
            }
            if let Ok(text) = paragraph(&raw, 40) {
                prop_assert_eq!(paragraph(&text, 40).unwrap(), text.clone());
                prop_assert_eq!(storable(&text, 40), Ok(()));
            }
        }
    }
}
