//! Documents of each kind, just enough of them to be told apart.

/// Something that begins as a PDF does.
pub fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{text}\n%%EOF\n").into_bytes()
}

pub fn jpeg() -> Vec<u8> {
    b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9".to_vec()
}

pub fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec()
}

pub fn docx() -> Vec<u8> {
    zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"])
}

pub fn xlsx() -> Vec<u8> {
    zip(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
}

/// A zip of empty files with these names.
pub fn zip(names: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    let lengths = |name: &str| (name.len() as u32).to_le_bytes();
    for name in names {
        let offset = (bytes.len() as u32).to_le_bytes();
        bytes.extend([&b"PK\x03\x04\x14\0"[..], &[0; 20], &lengths(name), name.as_bytes()].concat());
        let entry = [&b"PK\x01\x02\x14\0\x14\0"[..], &[0; 20], &lengths(name), &[0; 10], &offset, name.as_bytes()];
        directory.extend(entry.concat());
    }
    let start = (bytes.len() as u32).to_le_bytes();
    let count = (names.len() as u16).to_le_bytes();
    let size = (directory.len() as u32).to_le_bytes();
    bytes.extend(directory);
    bytes.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size, &start, &[0; 2]].concat());
    bytes
}
