//! The faces of the five grades. The words beside them say it; the face only helps.

use domain::ratings::Satisfaction;
use leptos::prelude::*;

/// The face of the grade with this code.
pub fn face(code: &str) -> AnyView {
    let Some(grade) = Satisfaction::from_code(code) else { return ().into_any() };
    // The mouth, from a wide smile to the corners down; the two ends of the scale have their eyes closed or frowning.
    let mouth = match grade {
        Satisfaction::VerySatisfied => "M13 27q11 14 22 0z",
        Satisfaction::Satisfied => "M15 28q9 9 18 0",
        Satisfaction::FairlySatisfied => "M16 31h16",
        Satisfaction::Dissatisfied => "M15 34q9 -8 18 0",
        Satisfaction::VeryDissatisfied => "M14 36q10 -12 20 0",
    };
    let eyes = match grade {
        Satisfaction::VerySatisfied => "M13 20q4 -5 7 0M28 20q4 -5 7 0",
        Satisfaction::VeryDissatisfied => "M12 15l8 4M36 15l-8 4M17 21v1M31 21v1",
        _ => "M17 18v3M31 18v3",
    };
    view! {
        <svg class=format!("face face-{}", grade.stars()) viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <circle cx="24" cy="24" r="21"></circle>
            <path d=eyes></path>
            <path d=mouth></path>
        </svg>
    }
    .into_any()
}

/// The grade in words and colour.
pub fn badge(grade: Satisfaction) -> AnyView {
    let class = match grade.stars() {
        4.. => "status status-good",
        3 => "status",
        _ => "status status-bad",
    };
    view! { <span class=class>{grade.label()}</span> }.into_any()
}
