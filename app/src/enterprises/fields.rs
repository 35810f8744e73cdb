//! The fields of an enterprise's registration, shared by registering and by changing it.

use crate::components::{Checkbox, TextField};
use domain::enterprises::Profile;
use leptos::prelude::*;

/// One text of the profile: how it is called, found and set.
#[derive(Clone, Copy)]
pub struct Part {
    /// Path in findings.
    pub path: &'static str,
    /// Name when posted.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// Finds it.
    pub read: fn(&Profile) -> &String,
    /// Finds it to be changed.
    pub write: fn(&mut Profile) -> &mut String,
}

/// The [`Part`] of this name.
macro_rules! part {
    ($field:ident, $label:literal) => {
        $crate::enterprises::Part {
            path: stringify!($field),
            name: concat!("profile[", stringify!($field), "]"),
            label: $label,
            read: |profile| &profile.$field,
            write: |profile| &mut profile.$field,
        }
    };
}
pub(crate) use part;

/// A line of text of the profile.
#[component]
pub fn ProfileField(
    /// The form.
    profile: RwSignal<Profile>,
    /// Which text.
    part: Part,
    /// As for [`TextField`].
    #[prop(default = "text")]
    kind: &'static str,
    /// As for [`TextField`].
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A line below; none when empty.
    #[prop(optional)]
    hint: &'static str,
    /// Takes the whole width of a row of fields.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let value = Signal::derive(move || profile.with(|profile| (part.read)(profile).clone()));
    let on_input = Callback::new(move |text: String| profile.update(|profile| *(part.write)(profile) = text));
    match hint {
        "" => view! {
            <TextField path=part.path name=part.name label=part.label value on_input kind autocomplete wide required=true/>
        }
        .into_any(),
        hint => view! {
            <TextField path=part.path name=part.name label=part.label value on_input kind autocomplete wide hint required=true/>
        }
        .into_any(),
    }
}

/// What may be changed after registration: how the enterprise is reached, and whether it lies in a free-trade zone.
#[component]
pub fn ContactFields(
    /// The form.
    profile: RwSignal<Profile>,
) -> impl IntoView {
    let zone = Signal::derive(move || profile.with(|profile| profile.free_trade_zone));
    let set_zone = Callback::new(move |on: bool| profile.update(|profile| profile.free_trade_zone = on));
    view! {
        <div class="field-row">
            <ProfileField profile part=part!(mailing_address, "通讯地址") autocomplete="street-address" wide=true/>
            <ProfileField profile part=part!(postal_code, "邮政编码") kind="digits" autocomplete="postal-code"/>
            <ProfileField profile part=part!(contact, "联系人") autocomplete="name"/>
            <ProfileField profile part=part!(mobile, "手机") kind="tel" autocomplete="tel-national"/>
            <ProfileField profile part=part!(email, "电子邮箱") kind="email" autocomplete="email"
                hint="用于找回密码和接收通知"/>
        </div>
        <Checkbox path="free_trade_zone" name="profile[free_trade_zone]" label="位于自由贸易试验区（自贸区）内"
            checked=zone on_change=set_zone/>
    }
    .into_any()
}
