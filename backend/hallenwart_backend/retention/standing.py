"""Why nothing is deleted by age from the tables that `kinds` does not name, which do not grow by themselves. Pure; a test walks
all tables.
"""

from __future__ import annotations

from typing import Final

STANDING: Final[dict[str, str]] = {
    "settings": "alert_path alert_policy alert_webhooks booking_policy compartment_access compartment_marks compartment_spares"
    " compartments displays hall_doors hall_hours hall_parts halls holiday_calendars holiday_rules holidays output_times"
    " partner_systems privacy_sheet public_halls public_page retention_days site_access site_devices site_plans sites sources"
    " way_gateways zones feeds series closings closures passkey_policy"
    " exchange_terms exchange_sources usage_rules display_screens warning_sources site_warning_codes platforms"
    " car_parks spaces idea_handing data_rights data_publisher",
    "as long as the person or club is here": "club_contacts club_documents club_listed club_lists club_profiles oidc_club_roles"
    " clubs badges credentials message_choices"
    " oidc_identities on_call people post_rules quiet_hours"
    " passkeys roles ways",
    "the fleet as it is": "device device_access device_certificate device_component device_renewal device_settings"
    " device_wiring site_key device_upload device_protocol",
    "the newest of each": "usage_profiles usage_months syslog_cursor device_heard published_documents wanted_document"
    " stream_progress told alert_told",
    "told as long as it is there, and for 30 days that it is gone": "exchange_items exchange_taken",
    "goes with what it belongs to": "check_ins ticketing tickets hour_names signups offer_dismissals closing_dates"
    " badge_shares device_credentials club_notice_answers event_captions event_consents event_links"
    " round_wishes round_assignments round_objections round_events"
    " fire_proposals help_acts incident_steps occupied_quarters partner_quarters public_events"
    " plan_import_items rollout_target shift_grants voice_calls",
    "the chain, which holds pseudonyms alone": "evidence evidence_at",
    "deleted by the desk of its own": "projects partner_claims partner_repeats retention_runs",
}
