// Made from backend/generated/openapi.json by 'run-npm types'. Do not edit.
export interface paths {
    "/api/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My Bookings */
        get: operations["my_bookings_api_bookings_get"];
        put?: never;
        /** Book */
        post: operations["book_api_bookings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Cancel */
        delete: operations["cancel_api_bookings__booking__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/{command}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Command */
        get: operations["command_api_commands__command__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Holders
         * @description Return the people whose credentials the asker may manage: at least themselves.
         */
        get: operations["holders_api_credentials_get"];
        put?: never;
        /**
         * Give
         * @description Give a credential. A new PIN or staff code ends the one before it.
         */
        post: operations["give_api_credentials_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials/{credential}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Block */
        delete: operations["block_api_credentials__credential__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials/{credential}/learn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Learn
         * @description Let a locker learn the next card that is held to it. Raises RefusedError 409 when the locker is not connected.
         */
        post: operations["learn_api_credentials__credential__learn_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials/{credential}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace
         * @description Block it and give its holder a new one.
         */
        post: operations["replace_api_credentials__credential__replace_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials/{credential}/uid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Name Card
         * @description Enter a waiting card's number by hand.
         */
        put: operations["name_card_api_credentials__credential__uid_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open Compartment */
        post: operations["open_compartment_api_devices__device__open_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/halls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Halls */
        get: operations["halls_api_halls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/halls/{hall}/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Day */
        get: operations["day_api_halls__hall__day_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/halls/{hall}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Slots
         * @description Return five days' counts and the first day's slots.
         */
        get: operations["slots_api_halls__hall__slots_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health
         * @description Answer when the records can be read.
         */
        get: operations["health_api_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents */
        get: operations["incidents_api_incidents_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge */
        post: operations["acknowledge_api_incidents__incident__ack_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve */
        post: operations["resolve_api_incidents__incident__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Push Key
         * @description Return the VAPID public key for `pushManager.subscribe`.
         */
        get: operations["push_key_api_push_key_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Subscribe */
        post: operations["subscribe_api_push_subscriptions_post"];
        /** Unsubscribe */
        delete: operations["unsubscribe_api_push_subscriptions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Test
         * @description Send a test message by every way this person can be reached.
         */
        post: operations["send_test_api_push_test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who Am I */
        get: operations["who_am_i_api_session_get"];
        put?: never;
        /** Sign In */
        post: operations["sign_in_api_session_post"];
        /** Sign Out */
        delete: operations["sign_out_api_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AckBody */
        AckBody: {
            /**
             * Word
             * @enum {string}
             */
            word: "going" | "there" | "false_alarm" | "seen";
        };
        /**
         * BookingOut
         * @description `code_state`: stored (the locker confirmed it), waiting, none. `qr`: the first pass, as rows of modules.
         *
         *     `extra` are the four digits behind the code that a pad asks for after too many wrong entries. `steps` are those reached;
         *     `locker_ms` when the oldest of its lockers last confirmed a list, `locker_current` whether all have the newest.
         */
        BookingOut: {
            /** Address */
            address: string;
            /** Club */
            club: string;
            /** Code */
            code: string | null;
            /** Code Ms */
            code_ms: number | null;
            /** Code State */
            code_state: string;
            /** End Ms */
            end_ms: number;
            /** Extra */
            extra: string | null;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Locker Current */
            locker_current: boolean;
            /** Locker Ms */
            locker_ms: number | null;
            /** Passes */
            passes: components["schemas"]["PassOut"][];
            /** Qr */
            qr: string[] | null;
            /** Section Count */
            section_count: number;
            /** Sections */
            sections: number[];
            /** Site Name */
            site_name: string;
            /** Slots */
            slots: number[];
            /** Start Ms */
            start_ms: number;
            /** State */
            state: string;
            /** Step */
            step: string;
            /** Steps */
            steps: components["schemas"]["StepOut"][];
            /** Title */
            title: string;
            /** Valid From Ms */
            valid_from_ms: number | null;
            /** Valid To Ms */
            valid_to_ms: number | null;
        };
        /** BookingsOut */
        BookingsOut: {
            /** Bookings */
            bookings: components["schemas"]["BookingOut"][];
        };
        /** Club */
        Club: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /** CommandId */
        CommandId: {
            /** Id */
            id: string;
        };
        /**
         * CommandOut
         * @description `state`: created, sent, received, done, failed, rejected, expired.
         */
        CommandOut: {
            /** Code */
            code: string;
            /** Id */
            id: string;
            /** State */
            state: string;
        };
        /** Count */
        Count: {
            /** Ways */
            ways: number;
        };
        /**
         * CredentialBody
         * @description `kind` staff needs `site`. A card without `uid` waits until it is learnt at a locker; `key` belongs to a sun card.
         */
        CredentialBody: {
            /**
             * Key
             * @default
             */
            key: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "card" | "sun" | "pin" | "staff";
            /** Label */
            label?: string | null;
            /** Person */
            person: string;
            /** Site */
            site?: string | null;
            /**
             * Uid
             * @default
             */
            uid: string;
        };
        /**
         * CredentialOut
         * @description `kind`: card, sun, pin, staff. `state`: waiting (for its card), active.
         */
        CredentialOut: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Label */
            label: string;
            /** Since Ms */
            since_ms: number;
            /** Site */
            site: string | null;
            /** State */
            state: string;
        };
        /** DayBooking */
        DayBooking: {
            /** Club */
            club: string;
            /** End Ms */
            end_ms: number;
            /** Id */
            id: string;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
            /** Title */
            title: string;
        };
        /**
         * Fact
         * @description Context of an incident. `kind`: people, key, booking, next. The page has the words; `t_ms` is the figure's age.
         */
        Fact: {
            /** @default  */
            detail: string;
            kind: string;
            /** @default null */
            number: number | null;
            /** @default null */
            spread: number | null;
            /** @default null */
            t_ms: number | null;
            /** @default  */
            text: string;
        };
        /**
         * GivenOut
         * @description `code` (8 digits, empty for staff) and `long` (12), or the `key` a card is to be written with: told once.
         */
        GivenOut: {
            /** Code */
            code: string;
            credential: components["schemas"]["CredentialOut"];
            /** Key */
            key: string;
            /** Long */
            long: string;
        };
        /**
         * GrantStep
         * @description How far a right has come: in the records, at the broker, at the locker, used, its key out, its key back.
         * @enum {string}
         */
        GrantStep: "planned" | "delivered" | "applied" | "used" | "key_out" | "key_back";
        /**
         * HallDay
         * @description `people`: (t_ms, number), null where the counter is not to be trusted. Closed days run from midnight to midnight.
         */
        HallDay: {
            /** Alarms */
            alarms: number[];
            /** Bookings */
            bookings: components["schemas"]["DayBooking"][];
            /** Capacity */
            capacity: number;
            /** Close Ms */
            close_ms: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Now Ms */
            now_ms: number;
            /** Open Ms */
            open_ms: number;
            /** People */
            people: [
                number,
                number | null
            ][];
            /** Zone */
            zone: string;
        };
        /** HallOut */
        HallOut: {
            /** Address */
            address: string;
            /** Capacity */
            capacity: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Sections */
            sections: number;
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
        };
        /** HallsOut */
        HallsOut: {
            /** Halls */
            halls: components["schemas"]["HallOut"][];
        };
        /** HealthOut */
        HealthOut: {
            /** Status */
            status: string;
        };
        /** HolderOut */
        HolderOut: {
            /** Credentials */
            credentials: components["schemas"]["CredentialOut"][];
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Roles */
            roles: string[];
            /** You */
            you: boolean;
        };
        /** HoldersOut */
        HoldersOut: {
            /** People */
            people: components["schemas"]["HolderOut"][];
        };
        /**
         * Incident
         * @description An alert with a life: open → acknowledged → resolved. `kind` chooses the words; `zone` is the room's name.
         *
         *         `since_ms` is when the cause began by the device's clock, `cleared_ms` when it ended. A hint then resolves by itself, a
         *         warning once a person has seen it; a critical incident stays until a person resolves it.
         */
        Incident: {
            /** @default  */
            ack_word: string;
            /** @default  */
            acked_by: string;
            /** @default null */
            acked_ms: number | null;
            /** @default  */
            address: string;
            /** @default null */
            cleared_ms: number | null;
            /** @default  */
            detail: string;
            /** @default  */
            device: string;
            /** @default [] */
            facts: components["schemas"]["Fact"][];
            /** @default  */
            hall: string;
            /** @default  */
            hall_name: string;
            id: string;
            kind: components["schemas"]["IncidentKind"];
            /** @default [] */
            measured: string[];
            raised_ms: number;
            sev: components["schemas"]["Severity"];
            since_ms: number;
            /** @default false */
            siren: boolean;
            site: string;
            site_name: string;
            /** @default null */
            slot: number | null;
            state: components["schemas"]["IncidentState"];
            /** @default  */
            zone: string;
        };
        /**
         * IncidentKind
         * @description Everything an incident can be about; every page and notice has words for each. Alarm types keep their names.
         * @enum {unknown}
         */
        IncidentKind: "broker_down" | "code_late" | "damage" | "device_silent" | "duress" | "forced_door" | "guessing" | "heat" | "help" | "inside" | "jammed" | "key_conflict" | "key_lost" | "key_missing" | "key_overdue" | "key_unknown" | "left_open" | "mains" | "no_key" | "no_show" | "other" | "panel" | "pre_alarm" | "responder" | "sensor_fault" | "site_link" | "smoke" | "tamper" | "wrong_key";
        /**
         * IncidentState
         * @enum {unknown}
         */
        IncidentState: "acknowledged" | "open" | "resolved";
        /** LearnBody */
        LearnBody: {
            /** Device */
            device: string;
        };
        /** OpenBody */
        OpenBody: {
            /** Reason */
            reason: string;
            /** Slot */
            slot: number;
        };
        /**
         * PassOut
         * @description The QR of one locker: a signed pass, drawn as rows of modules without quiet zone.
         */
        PassOut: {
            /** Device */
            device: string;
            /** Qr */
            qr: string[];
            /** Slots */
            slots: number[];
        };
        /** PushKey */
        PushKey: {
            /** Key */
            key: string;
        };
        /** PushKeys */
        PushKeys: {
            /** Auth */
            auth: string;
            /** P256Dh */
            p256dh: string;
        };
        /**
         * Refusal
         * @description Every answer that is no success. Some carry more fields.
         */
        Refusal: {
            /** Code */
            code: string;
            message: components["schemas"]["Words"];
        };
        /** ResolveBody */
        ResolveBody: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** Session */
        Session: {
            club: components["schemas"]["Club"] | null;
            /** Email */
            email: string;
            /** Name */
            name: string;
            /** Roles */
            roles: string[];
        };
        /**
         * Severity
         * @enum {unknown}
         */
        Severity: "crit" | "info" | "warn";
        /** SignIn */
        SignIn: {
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /** SlotDay */
        SlotDay: {
            /** Closed */
            closed: boolean;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Free */
            free: number;
        };
        /** SlotOut */
        SlotOut: {
            /** End Ms */
            end_ms: number;
            /** Free Sections */
            free_sections: number[];
            /** Section Count */
            section_count: number;
            /** Start Ms */
            start_ms: number;
            /** State */
            state: string;
        };
        /** SlotsOut */
        SlotsOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Days */
            days: components["schemas"]["SlotDay"][];
            /** Slots */
            slots: components["schemas"]["SlotOut"][];
            /** Zone */
            zone: string;
        };
        /**
         * StepOut
         * @description `step`: planned, delivered, applied, used, key_out, key_back. `t_ms` null: nobody was told when.
         */
        StepOut: {
            step: components["schemas"]["GrantStep"];
            /** T Ms */
            t_ms: number | null;
        };
        /**
         * SubscribeBody
         * @description As the browser gives it; `expirationTime` and the like are ignored.
         */
        SubscribeBody: {
            /** Endpoint */
            endpoint: string;
            keys: components["schemas"]["PushKeys"];
        };
        /** UidBody */
        UidBody: {
            /** Uid */
            uid: string;
        };
        /** UnsubscribeBody */
        UnsubscribeBody: {
            /** Endpoint */
            endpoint: string;
        };
        /** WishBody */
        WishBody: {
            /**
             * End Ms
             * @description milliseconds since the epoch, UTC
             */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Sections */
            sections: number[];
            /**
             * Start Ms
             * @description milliseconds since the epoch, UTC
             */
            start_ms: number;
            /** Title */
            title: string;
        };
        /** Words */
        Words: {
            /** De */
            de: string;
            /** En */
            en: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    my_bookings_api_bookings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingsOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    book_api_bookings_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WishBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    cancel_api_bookings__booking__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    command_api_commands__command__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                command: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    holders_api_credentials_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldersOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    give_api_credentials_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    block_api_credentials__credential__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credential: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    learn_api_credentials__credential__learn_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credential: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LearnBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandId"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    replace_api_credentials__credential__replace_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credential: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    name_card_api_credentials__credential__uid_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credential: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UidBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    open_compartment_api_devices__device__open_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandId"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    halls_api_halls_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HallsOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    day_api_halls__hall__day_get: {
        parameters: {
            query: {
                date: string;
            };
            header?: never;
            path: {
                hall: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HallDay"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    slots_api_halls__hall__slots_get: {
        parameters: {
            query: {
                date: string;
                minutes?: number;
                sections?: number;
            };
            header?: never;
            path: {
                hall: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotsOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    health_api_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthOut"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    incidents_api_incidents_get: {
        parameters: {
            query?: {
                state?: "open" | "resolved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest 200 resolved incidents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        incidents: components["schemas"]["Incident"][];
                    };
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    acknowledge_api_incidents__incident__ack_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AckBody"];
            };
        };
        responses: {
            /** @description The incident as the live page shows it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    resolve_api_incidents__incident__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveBody"];
            };
        };
        responses: {
            /** @description The incident as the live page shows it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    push_key_api_push_key_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushKey"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    subscribe_api_push_subscriptions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscribeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushKey"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    unsubscribe_api_push_subscriptions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnsubscribeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    send_test_api_push_test_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Count"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    who_am_i_api_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    sign_in_api_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    sign_out_api_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
}
