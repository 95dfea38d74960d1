// Made from backend/generated/openapi.json by 'run-npm types'. Do not edit.
export interface paths {
    "/api/access/deeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deeds */
        get: operations["deeds_api_access_deeds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access/sun-meta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sun Meta */
        get: operations["sun_meta_api_access_sun_meta_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gateways */
        get: operations["gateways_api_alert_gateways_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-gateways/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Gateway
         * @description Say what carries SMS, e-mail and the like for everybody.
         */
        put: operations["set_gateway_api_alert_gateways__kind__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-path": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alert Path
         * @description Read how the path stands. The heartbeat's address may be a secret: all but administrators read its host alone.
         */
        get: operations["alert_path_api_alert_path_get"];
        /** Set Alert Path */
        put: operations["set_alert_path_api_alert_path_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-path/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Now
         * @description Run the whole way now: a sensor's test alarm, a message to who is first on call, its receipt. Quiet: nobody is woken.
         */
        post: operations["test_now_api_alert_path_test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-path/tests/{test}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Progress
         * @description Return how far a test is.
         */
        get: operations["progress_api_alert_path_tests__test__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Policy
         * @description Return every order, in words too.
         */
        get: operations["read_policy_api_alert_policy_get"];
        /**
         * Save Policy
         * @description Save the whole table. 422 says what is wrong with it, 409 that somebody saved another meanwhile.
         */
        put: operations["save_policy_api_alert_policy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks */
        get: operations["webhooks_api_alert_webhooks_get"];
        put?: never;
        /**
         * Add
         * @description Enter a receiver: https, at a public address.
         */
        post: operations["add_api_alert_webhooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop */
        delete: operations["drop_api_alert_webhooks__webhook__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-webhooks/{webhook}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description Return what was sent, newest first.
         */
        get: operations["events_api_alert_webhooks__webhook__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-webhooks/{webhook}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ping
         * @description Send an event of type `ping`.
         */
        post: operations["ping_api_alert_webhooks__webhook__ping_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mine */
        get: operations["mine_api_api_keys_get"];
        put?: never;
        /**
         * Make
         * @description Make a key; its text is told this once.
         */
        post: operations["make_api_api_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke */
        delete: operations["revoke_api_api_keys__key__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Acts */
        get: operations["acts_api_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Booking Policy
         * @description Return the booking rules, in words too.
         */
        get: operations["booking_policy_api_booking_policy_get"];
        /**
         * Save Booking Policy
         * @description Save all rules. 422 says what is wrong with them, 409 that somebody saved others meanwhile.
         */
        put: operations["save_booking_policy_api_booking_policy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My Bookings
         * @description Return the dates of one's club from yesterday on; with `until_ms` those that begin before it.
         */
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
    "/api/bookings/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check
         * @description Say what would become of it; nothing is booked. Refuses as booking does.
         */
        post: operations["check_api_bookings_check_post"];
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
        /**
         * Move
         * @description Move a booking; its code stays. Who moves it for a club is noted.
         */
        patch: operations["move_api_bookings__booking__patch"];
        trace?: never;
    };
    "/api/bookings/{booking}/ask-to-lend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask To Lend
         * @description Let the office ask a club to lend a date it does not seem to need.
         */
        post: operations["ask_to_lend_api_bookings__booking__ask_to_lend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/confirmation.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Confirmed
         * @description Return a sheet for the club. The code stands on it only with `code=1`, for who may print it. That is noted.
         */
        get: operations["confirmed_api_bookings__booking__confirmation_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/give-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give Back
         * @description Give a borrowed date back to its owner.
         */
        post: operations["give_back_api_bookings__booking__give_back_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Booking
         * @description Return what was decided about a booking and its series, oldest first: to the offices and to the clubs it concerns.
         */
        get: operations["of_booking_api_bookings__booking__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/move-wish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move Wish
         * @description Ask the office to move a date that the rules do not let the club move itself.
         */
        post: operations["move_wish_api_bookings__booking__move_wish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer
         * @description Offer a date; it stays the club's until another takes it.
         */
        post: operations["offer_api_bookings__booking__offer_post"];
        /**
         * Withdraw
         * @description Take an offer back while nobody took it.
         */
        delete: operations["withdraw_api_bookings__booking__offer_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report */
        post: operations["report_api_bookings__booking__report_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/slip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Slip
         * @description Return a page to print. Who printed it is noted. Raises RefusedError 403, 404, 409 when there is no code to print.
         */
        get: operations["slip_api_bookings__booking__slip_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Steps
         * @description Return the steps at each locker, for managers of the site and who reads its code. Raises RefusedError 403, 404.
         */
        get: operations["steps_api_bookings__booking__steps_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/substitutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Substitutes
         * @description Return where a date could take place instead, for who may move it: the same time first, then the nearest.
         *
         *     Raises RefusedError 403, 404.
         */
        get: operations["substitutes_api_bookings__booking__substitutes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{booking}/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Told
         * @description Return who was told what of a booking. For staff, and for who books for the club that has it.
         */
        get: operations["told_api_bookings__booking__told_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cameras
         * @description Return all cameras, as their devices told them last.
         */
        get: operations["cameras_api_cameras_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/city": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * City
         * @description Return every source and sensor of the city.
         */
        get: operations["city_api_city_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Closings */
        get: operations["closings_api_closings_get"];
        put?: never;
        /**
         * Close
         * @description Block or shut places; caretakers those of their sites. Who loses a date is told, with substitutes.
         */
        post: operations["close_api_closings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closings/{closing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Lift
         * @description Open again what was closed; who lost a date is told that the time is free.
         */
        delete: operations["lift_api_closings__closing__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Closures */
        get: operations["closures_api_closures_get"];
        put?: never;
        /**
         * Close
         * @description Shut a place; say whom it meets.
         */
        post: operations["close_api_closures_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/closures/{closure}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Reopen */
        delete: operations["reopen_api_closures__closure__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Clubs
         * @description Return every club, for the office.
         */
        get: operations["clubs_api_clubs_get"];
        put?: never;
        /**
         * Register
         * @description Sign a club up; a link proves the address, then the office decides. The answer is the same for known addresses.
         */
        post: operations["register_api_clubs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Profiles */
        get: operations["profiles_api_clubs_profiles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests
         * @description Return the clubs that wait for the office; with `decided` those decided on too.
         */
        get: operations["requests_api_clubs_requests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/requests/{request_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve
         * @description Let a club in; who asked becomes its administrator and is told.
         */
        post: operations["approve_api_clubs_requests__request_id__approve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/requests/{request_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline
         * @description Decline with a reason, which is told.
         */
        post: operations["decline_api_clubs_requests__request_id__decline_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Listed */
        get: operations["listed_api_clubs__club__documents_get"];
        /**
         * Add
         * @description Take a PDF, PNG or text of up to 10 MB in; its bytes are the body.
         */
        put: operations["add_api_clubs__club__documents_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove */
        delete: operations["remove_api_clubs__club__documents__document__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/documents/{document}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Content
         * @description Return the document as an attachment: no browser shows it in this server's name.
         */
        get: operations["content_api_clubs__club__documents__document__file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures */
        get: operations["figures_api_clubs__club__figures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Last */
        get: operations["last_api_clubs__club__list_get"];
        /**
         * Keep
         * @description Say once what the columns are; it is kept for the next list.
         */
        put: operations["keep_api_clubs__club__list_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/list/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply
         * @description Do what was looked at. `gone`: how many may lose their access, where the look says that it stops.
         */
        post: operations["apply_api_clubs__club__list_apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/list/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look
         * @description Say what a file would change. Nothing changes, and nothing of the file is kept.
         */
        post: operations["look_api_clubs__club__list_look_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People */
        get: operations["people_api_clubs__club__people_get"];
        put?: never;
        /**
         * Invite
         * @description Invite somebody by e-mail; the link is valid for 14 days and works once.
         */
        post: operations["invite_api_clubs__club__people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/people/invites/{invite}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw */
        delete: operations["withdraw_api_clubs__club__people_invites__invite__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/people/invites/{invite}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend
         * @description Send an invitation again; its 14 days begin anew.
         */
        post: operations["resend_api_clubs__club__people_invites__invite__again_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/people/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Role
         * @description Give somebody of the club this role there instead of the ones they have.
         */
        put: operations["set_role_api_clubs__club__people__member__put"];
        post?: never;
        /**
         * Remove
         * @description Remove somebody, or oneself. `replace_by`: who gets the future bookings, a booker of the club or invited to be one.
         */
        delete: operations["remove_api_clubs__club__people__member__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Profile */
        get: operations["profile_api_clubs__club__profile_get"];
        /**
         * Write
         * @description Write the whole profile.
         */
        put: operations["write_api_clubs__club__profile_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/profile/hidden": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hide
         * @description Take a profile from the public pages, or put it back; the club reads why.
         */
        put: operations["hide_api_clubs__club__profile_hidden_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clubs/{club}/year-report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report
         * @description Return the year on paper.
         */
        get: operations["report_api_clubs__club__year_report_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
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
    "/api/compartments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compartments */
        get: operations["compartments_api_compartments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/compartments/{device}/{slot}/lost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark Lost
         * @description Say that a key is lost: managers of the site, and the club that holds it.
         */
        put: operations["mark_lost_api_compartments__device___slot__lost_put"];
        post?: never;
        /**
         * Replaced
         * @description Say that the key was found or replaced.
         */
        delete: operations["replaced_api_compartments__device___slot__lost_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/compartments/{device}/{slot}/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Service */
        put: operations["service_api_compartments__device___slot__service_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/compartments/{device}/{slot}/spare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Spare */
        put: operations["spare_api_compartments__device___slot__spare_put"];
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
    "/api/devices/{device}/compartments/{number}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set Compartment Access */
        put: operations["set_compartment_access_api_devices__device__compartments__number__access_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device}/dark-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dark Codes */
        get: operations["dark_codes_api_devices__device__dark_codes_get"];
        put?: never;
        /**
         * Tell Dark Code
         * @description Tell a code for the coming two hours, to be read to whoever stands at a dark locker. Who told it is noted.
         */
        post: operations["tell_dark_code_api_devices__device__dark_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device}/dark-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deny Dark Code */
        delete: operations["deny_dark_code_api_devices__device__dark_codes__code__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device}/dark-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set Dark Key */
        put: operations["set_dark_key_api_devices__device__dark_key_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device}/emergency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Emergency
         * @description Open a compartment in an emergency: openers of the site who hold the right for emergencies too.
         */
        post: operations["emergency_api_devices__device__emergency_post"];
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
    "/api/devices/{device}/unlockout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlockout
         * @description Forgive the wrong codes of a locker's pads: openers of the site. Whoever guessed gets that day's tries again.
         */
        post: operations["unlockout_api_devices__device__unlockout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Displays
         * @description Return every display of the sites that are yours.
         */
        get: operations["displays_api_displays_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Display */
        get: operations["display_api_displays__device__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/exit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exits */
        get: operations["exits_api_displays__device__exit_get"];
        put?: never;
        /**
         * Release
         * @description Release the arrow of this screen in a signed protocol: the fire-safety officer alone.
         */
        post: operations["release_api_displays__device__exit_post"];
        /**
         * Withdraw
         * @description Withdraw the release: the screen says the way in words from now on.
         */
        delete: operations["withdraw_api_displays__device__exit_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/exit/blocked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block
         * @description Say that the way out before this screen is blocked: whoever sees it. The fire-safety officers are told.
         */
        post: operations["block_api_displays__device__exit_blocked_post"];
        /**
         * Unblock
         * @description Say that it is free again before its end: the arrow that was released stands again.
         */
        delete: operations["unblock_api_displays__device__exit_blocked_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/exit/protocol.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Protocol
         * @description Return a protocol on paper, without `protocol` the one of the newest release.
         */
        get: operations["protocol_api_displays__device__exit_protocol_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Proof
         * @description Have the display send a picture of what its browser draws now.
         */
        post: operations["ask_proof_api_displays__device__proof_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proofs
         * @description Return what the browser drew, when it was looked at: on request, and at every alarm.
         */
        get: operations["proofs_api_displays__device__proofs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Screen
         * @description Set how a display shows things: the office. Where it hangs otherwise now, its arrow is withdrawn.
         */
        put: operations["set_screen_api_displays__device__screen_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/shown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shown
         * @description Return what was shown when: the last day, or a time of at most 32 days.
         */
        get: operations["shown_api_displays__device__shown_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/displays/{device}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Thumbnail
         * @description Return the small picture of a proof, without `id` the newest.
         */
        get: operations["thumbnail_api_displays__device__thumbnail_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Duty
         * @description Return who is on call over time, the next 14 days by default, with gaps and conflicts.
         */
        get: operations["duty_api_duty_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Chain
         * @description Set the standing order that fills the gaps of the roster.
         */
        put: operations["set_chain_api_duty_chain_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take In
         * @description Show what a calendar brings; with `apply` take in what can be, and say what cannot.
         */
        post: operations["take_in_api_duty_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Addshift Of */
        post: operations["addshift_of_api_duty_shifts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/shifts/{shift}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save Shift */
        put: operations["save_shift_api_duty_shifts__shift__put"];
        post?: never;
        /** Drop Shift */
        delete: operations["drop_shift_api_duty_shifts__shift__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/stand-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stand In
         * @description Say that somebody is away and who takes the turn; everybody may for themselves.
         */
        post: operations["stand_in_api_duty_stand_ins_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty/stand-ins/{stand_in}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop Stand In */
        delete: operations["drop_stand_in_api_duty_stand_ins__stand_in__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description Return the events of one's clubs, for the town's people all; by default from two weeks back to half a year ahead.
         */
        get: operations["listed_api_events_get"];
        put?: never;
        /**
         * Make
         * @description Make a booking public.
         */
        post: operations["make_api_events_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_api_events__event__get"];
        /** Change */
        put: operations["change_api_events__event__put"];
        post?: never;
        /**
         * Withdraw
         * @description Take an event from the public pages; the booking stays, a stream ends at once.
         */
        delete: operations["withdraw_api_events__event__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}/captions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Captions
         * @description Write captions (WebVTT, times from the beginning of the recording); an empty text takes them away.
         */
        put: operations["captions_api_events__event__captions_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consents */
        get: operations["consents_api_events__event__consents_get"];
        put?: never;
        /**
         * Agree
         * @description Agree for one's own side: a person does that, no program.
         */
        post: operations["agree_api_events__event__consents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}/consents/{party}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take Back
         * @description Take a consent back: the stream ends at once, a recording is deleted.
         */
        delete: operations["take_back_api_events__event__consents__party__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Live
         * @description Start or stop the camera; it obeys only while the booking runs and every consent stands.
         */
        post: operations["live_api_events__event__live_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log
         * @description Return when the stream was started and stopped, by which role, and how many watched.
         */
        get: operations["log_api_events__event__log_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Push
         * @description Say where the stream is sent besides (rtmp, rtmps, srt); it is never told again.
         */
        put: operations["push_api_events__event__push_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{event}/visitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite
         * @description Make the visiting team's link; it is told this once.
         */
        post: operations["invite_api_events__event__visitors_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence
         * @description Return links that fit. A `kind` that ends with a dot stands for all that begin so, as `walk.`.
         */
        get: operations["evidence_api_evidence_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * As Csv
         * @description Return a year of a site as a spreadsheet: UTF-8 with mark, semicolons, no cell a formula.
         */
        get: operations["as_csv_api_evidence_export_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/export.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * As Pdf
         * @description Return the yearly record of a site for its inspection.
         */
        get: operations["as_pdf_api_evidence_export_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verify */
        get: operations["verify_api_evidence_verify_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/{number}/said": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase
         * @description Forget what a link stands for, with the names in it; the chain stays valid.
         */
        delete: operations["erase_api_evidence__number__said_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whole */
        get: operations["whole_api_exchange_get"];
        /**
         * Set Terms
         * @description Say under which licence data is told, and by whom.
         */
        put: operations["set_terms_api_exchange_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add
         * @description Read from another address from now on, or get ready for files.
         */
        post: operations["add_api_exchange_sources_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/sources/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change */
        put: operations["change_api_exchange_sources__source__put"];
        post?: never;
        /**
         * Remove
         * @description Read from there no more, and forget all that came.
         */
        delete: operations["remove_api_exchange_sources__source__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/sources/{source}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put File
         * @description Take a file instead of what came before.
         */
        post: operations["put_file_api_exchange_sources__source__file_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exchange/sources/{source}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Now
         * @description Read an address now.
         */
        post: operations["read_now_api_exchange_sources__source__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export.{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Return dates that begin from the first to the last day: all to the office, their own to a club. Never a person.
         */
        get: operations["export_api_export__kind__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Listed */
        get: operations["listed_api_feeds_get"];
        put?: never;
        /**
         * Make
         * @description Make a calendar; its address is told this once.
         */
        post: operations["make_api_feeds_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feeds/{feed}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End */
        delete: operations["end_api_feeds__feed__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposals
         * @description Return what bookings with fog propose to disable in the coming two months, soonest first.
         */
        get: operations["proposals_api_fire_proposals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/proposals/{booking}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description Have the smoke sensors disabled at the booking's start in your name, and enabled at its end.
         */
        post: operations["accept_api_fire_proposals__booking__accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/proposals/{booking}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description Leave the sensors on; what was accepted before is ended.
         */
        post: operations["dismiss_api_fire_proposals__booking__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/delay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delay
         * @description Switch the delay of a zone's siren and evacuation on or off, as its device is set up for.
         */
        post: operations["delay_api_fire__device__delay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable
         * @description Disable a zone or one sensor of it, for at most 7 days; whoever asks is its owner and is reminded.
         */
        post: operations["disable_api_fire__device__disable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable */
        post: operations["enable_api_fire__device__enable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew
         * @description Keep something disabled until another end; whoever asks is its owner from now on.
         */
        post: operations["renew_api_fire__device__renew_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reset */
        post: operations["reset_api_fire__device__reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/selftest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Selftest
         * @description Play a test value through a copy of a sensor's rule; no siren sounds.
         */
        post: operations["selftest_api_fire__device__selftest_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/silence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Silence
         * @description Quiet the siren; the alarm stands.
         */
        post: operations["silence_api_fire__device__silence_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fire/{device}/walk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Walk
         * @description Begin or end the walk test of a zone; its sensors alarm nobody meanwhile. It ends by itself.
         */
        post: operations["walk_api_fire__device__walk_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fleet
         * @description Every device of the sites that whoever asks looks after. `since`: a `rev` answered before, for what changed after it.
         */
        get: operations["fleet_api_fleet_get"];
        put?: never;
        /**
         * Make
         * @description Put a device on paper; it takes part as soon as it is enrolled.
         */
        post: operations["make_api_fleet_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/rollouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rollouts */
        get: operations["rollouts_api_fleet_rollouts_get"];
        put?: never;
        /** Begin Rollout */
        post: operations["begin_rollout_api_fleet_rollouts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/rollouts/{rollout}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One Rollout */
        get: operations["one_rollout_api_fleet_rollouts__rollout__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/rollouts/{rollout}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip Device
         * @description Go on without a device, for one that is out of order for long.
         */
        post: operations["skip_device_api_fleet_rollouts__rollout__skip_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/rollouts/{rollout}/{act}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Act On Rollout */
        post: operations["act_on_rollout_api_fleet_rollouts__rollout___act__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One Device */
        get: operations["one_device_api_fleet__device__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Identify
         * @description Its screens say its name in large letters and its lamps blink, for so many seconds.
         */
        post: operations["identify_api_fleet__device__identify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Logs
         * @description The device sends its last log lines; they are kept for 7 days.
         */
        post: operations["ask_logs_api_fleet__device__logs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/logs/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Log Lines */
        get: operations["log_lines_api_fleet__device__logs__ref__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/protocols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Protocols */
        get: operations["protocols_api_fleet__device__protocols_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/protocols/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One Protocol */
        get: operations["one_protocol_api_fleet__device__protocols__ref__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/protocols/{ref}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Protocol As Pdf
         * @description Return a protocol to be printed and signed by hand.
         */
        get: operations["protocol_as_pdf_api_fleet__device__protocols__ref__pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew
         * @description Let a device ask for a new certificate now. Refused with 409 while it is not connected.
         */
        post: operations["renew_api_fleet__device__renew_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renewal
         * @description Say whether a device whose certificate has ended gets a new one; it asks again by itself.
         */
        post: operations["renewal_api_fleet__device__renewal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restart */
        post: operations["restart_api_fleet__device__restart_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke
         * @description End a device's access. What of it could not be done at once is done again until it is.
         */
        post: operations["revoke_api_fleet__device__revoke_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set Settings */
        put: operations["set_settings_api_fleet__device__settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite
         * @description Draw a one-time token for a day; one drawn before is not valid any more.
         */
        post: operations["invite_api_fleet__device__ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tickets
         * @description Return the tokens that may still be used, without the tokens.
         */
        get: operations["tickets_api_fleet__device__tickets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/tickets/{ticket}": {
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
        delete: operations["cancel_api_fleet__device__tickets__ticket__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/wiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Wiring */
        get: operations["wiring_api_fleet__device__wiring_get"];
        put?: never;
        /**
         * Set Wiring
         * @description Give the device another wiring: it tries it, and goes back by itself when it does not do.
         *
         *     With errors nothing is sent: 422.
         */
        post: operations["set_wiring_api_fleet__device__wiring_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/wiring/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Wiring
         * @description Look at a wiring without sending it.
         */
        post: operations["check_wiring_api_fleet__device__wiring_check_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleet/{device}/wiring/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Revision */
        get: operations["revision_api_fleet__device__wiring__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/free": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Free
         * @description Return free times in all halls that fit, by time, then by distance from the site `near`.
         *
         *     `from` and `to` are times of day; a `to` that is not after `from` is on the next day.
         */
        get: operations["free_api_free_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Grid
         * @description Return who has what in all halls, those of a site, or one hall.
         */
        get: operations["grid_api_grid_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grid/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find
         * @description Return the dates to come whose club, title or note has these words, soonest first: for the clerk on the phone.
         */
        get: operations["find_api_grid_find_get"];
        put?: never;
        post?: never;
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
        /**
         * Halls
         * @description Return the halls; extra rooms are told by `/api/places`.
         */
        get: operations["halls_api_halls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/halls/{hall}/condition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Condition
         * @description Return what was said of the hall last, without who said it.
         */
        get: operations["condition_api_halls__hall__condition_get"];
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
         * @description Return the counts of `days` days, and the slots of the first `shown` of them with who has them.
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
    "/api/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls */
        get: operations["calls_api_help_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/help/{help_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Situation
         * @description Return who is expected at that locker within an hour, who holds its keys, and what was done.
         */
        get: operations["situation_api_help__help_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/help/{help_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer */
        post: operations["answer_api_help__help_id__answer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/help/{help_id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open One
         * @description Open exactly this compartment; the name, the question and the answer are kept.
         */
        post: operations["open_one_api_help__help_id__open_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calendars */
        get: operations["calendars_api_holidays_get"];
        put?: never;
        /**
         * Put Days
         * @description Enter holidays by hand.
         */
        post: operations["put_days_api_holidays_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/holidays/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take In
         * @description Show the holidays of a calendar and whom they meet; with `apply` take them in.
         */
        post: operations["take_in_api_holidays_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/holidays/{calendar}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop */
        delete: operations["drop_api_holidays__calendar__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hours.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hours Csv
         * @description Return the hours of dates that begin from the first to the last day: of all clubs to the office, of its own to a club.
         *
         *     A date cancelled less than `late_hours` before its begin is billed; a lent one to the borrower; blocks to nobody.
         */
        get: operations["hours_csv_api_hours_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ideas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ideas
         * @description Return every idea, the newest first; caretakers read, the office decides.
         */
        get: operations["ideas_api_ideas_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ideas/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Return what everybody may read, as a table to take along.
         */
        get: operations["export_api_ideas_export_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ideas/handing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Handing */
        get: operations["handing_api_ideas_handing_get"];
        /**
         * Set Handing
         * @description Say where ideas are handed on. A new address of the webhook gets a new secret, which is told once.
         */
        put: operations["set_handing_api_ideas_handing_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ideas/{idea}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Moderate
         * @description Say what everybody may read of an idea: its words, its hall, and whether it is shown at all.
         */
        put: operations["moderate_api_ideas__idea__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ideas/{idea}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description Answer: shown on the page and at kiosks, and mailed to whoever wanted that.
         */
        post: operations["answer_api_ideas__idea__answer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ideas/{idea}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description Say that an idea says the same as another.
         */
        post: operations["merge_api_ideas__idea__merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ideas/{idea}/pass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand On
         * @description Hand an idea on to whoever decides.
         */
        post: operations["hand_on_api_ideas__idea__pass_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Impact
         * @description Return the measures of a year for the office: to the day, small numbers too.
         */
        get: operations["impact_api_impact_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Listed */
        get: operations["listed_api_imports_get"];
        put?: never;
        /**
         * Take In
         * @description Take a file in, its bytes as the body: .xlsx, .csv or .ics. Nothing is entered; ask for `counts` until they are there.
         */
        post: operations["take_in_api_imports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{one}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show */
        get: operations["show_api_imports__one__get"];
        /**
         * Change
         * @description Say what columns and names mean; what the file would change is worked out anew.
         */
        put: operations["change_api_imports__one__put"];
        post?: never;
        /**
         * Drop
         * @description Forget an import that entered nothing.
         */
        delete: operations["drop_api_imports__one__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{one}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply
         * @description Begin to enter what is free; ask for the progress.
         */
        post: operations["apply_api_imports__one__apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{one}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows
         * @description Return what each row does, one page of them; nothing while that is worked out.
         */
        get: operations["rows_api_imports__one__rows_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{one}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop
         * @description End what runs after the present step; what was entered stays, and can be undone or gone on with.
         */
        post: operations["stop_api_imports__one__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{one}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Begin to cancel what the import entered, as far as nobody changed it since.
         */
        post: operations["undo_api_imports__one__undo_post"];
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
        /**
         * Incidents
         * @description Return incidents, the newest first. Every word of `text` must be found in one.
         */
        get: operations["incidents_api_incidents_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Csv
         * @description Return what matches as a table, the newest 20 000 at most.
         */
        get: operations["export_csv_api_incidents_export_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents/{incident}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whole Incident
         * @description Return one incident, all that happened, whom it was told by which way, and what to do.
         */
        get: operations["whole_incident_api_incidents__incident__get"];
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
    "/api/incidents/{incident}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note
         * @description Write a line into the timeline, also of a resolved incident.
         */
        post: operations["note_api_incidents__incident__note_post"];
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
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys Out
         * @description Return the keys that are out: all of the own sites for managers, those of the own club for its people.
         */
        get: operations["keys_out_api_keys_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lending
         * @description Return for the office what each club lent, borrowed and cancelled late of the dates in a time.
         */
        get: operations["lending_api_lending_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Me */
        get: operations["me_api_me_get"];
        /** Rename */
        put: operations["rename_api_me_put"];
        post?: never;
        /**
         * Erase
         * @description Erase the account of who asks for good. Keys must be back; somebody must be left to manage what this person manages.
         */
        delete: operations["erase_api_me_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Email
         * @description Send a link to the new address; it counts once the link was pressed.
         */
        put: operations["change_email_api_me_email_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Return everything that is known of who asks, by table, as a file.
         */
        get: operations["export_api_me_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages */
        get: operations["messages_api_me_messages_get"];
        /** Choose */
        put: operations["choose_api_me_messages_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/messages/sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sent
         * @description Return what who asks was told, by which way, and what became of it; newest first.
         */
        get: operations["sent_api_me_messages_sent_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Password
         * @description Change the password; all other sessions end.
         */
        put: operations["change_password_api_me_password_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/volunteering": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mine
         * @description Return one's own sign-ups.
         */
        get: operations["mine_api_me_volunteering_get"];
        put?: never;
        /**
         * Join
         * @description Sign up for shifts; counts at once, or waits in line.
         */
        post: operations["join_api_me_volunteering_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/volunteering/certificate.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Certificate
         * @description Return the certificate of one's own hours. Raises RefusedError 404 without any.
         */
        get: operations["certificate_api_me_volunteering_certificate_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/volunteering/{signup}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act
         * @description Cancel, pass on, keep, accept or decline one's own place.
         */
        post: operations["act_api_me_volunteering__signup__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Board */
        get: operations["board_api_notices_get"];
        put?: never;
        /** Add */
        post: operations["add_api_notices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End */
        delete: operations["end_api_notices__notice__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description Answer a notice; the text goes by e-mail to who posted it, without an address.
         */
        post: operations["answer_api_notices__notice__answers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice}/answers/{answer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reply
         * @description Write back to who answered, the same way.
         */
        post: operations["reply_api_notices__notice__answers__answer_id__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice}/hidden": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Hide */
        put: operations["hide_api_notices__notice__hidden_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report
         * @description Tell the office that this notice should not stand there.
         */
        post: operations["report_api_notices__notice__report_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Offers
         * @description Return dates that clubs offer to others, soonest first; `club` names for which of one's clubs one looks.
         */
        get: operations["offers_api_offers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/offers/receivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receivers
         * @description Return the clubs by name, for whoever books: to offer a date to one of them.
         */
        get: operations["receivers_api_offers_receivers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/offers/{offer_id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take
         * @description Take a date that another club offers; its key and its place on the displays move along.
         */
        post: operations["take_api_offers__offer_id__take_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outputs/{device}/{output}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch */
        post: operations["switch_api_outputs__device___output__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Partners */
        get: operations["partners_api_partners_get"];
        put?: never;
        /** Add */
        post: operations["add_api_partners_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/{partner}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke
         * @description Close a system's key. What it granted stays: people have booked.
         */
        delete: operations["revoke_api_partners__partner__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/{partner}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log
         * @description Return what the system did and what was done to it, newest first.
         */
        get: operations["log_api_partners__partner__log_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mine */
        get: operations["mine_api_passkeys_get"];
        put?: never;
        /**
         * Add
         * @description Keep a new passkey; from then on this session counts as begun by it.
         */
        post: operations["add_api_passkeys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask New
         * @description Ask for the options of a new passkey: by the password, or in a session that began in the last ten minutes.
         */
        post: operations["ask_new_api_passkeys_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Policy
         * @description Say whether administrators, office and caretakers need a passkey.
         */
        put: operations["set_policy_api_passkeys_policy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/{passkey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove */
        delete: operations["remove_api_passkeys__passkey__delete"];
        options?: never;
        head?: never;
        /** Rename */
        patch: operations["rename_api_passkeys__passkey__patch"];
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody */
        get: operations["everybody_api_people_get"];
        put?: never;
        /**
         * Create
         * @description Open an account; a link to choose a password goes to the address.
         */
        post: operations["create_api_people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase
         * @description Erase a person for good: names and addresses go, logs keep pseudonyms.
         */
        delete: operations["erase_api_people__identity__delete"];
        options?: never;
        head?: never;
        /** Change */
        patch: operations["change_api_people__identity__patch"];
        trace?: never;
    };
    "/api/people/{identity}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Return everything that is known of a person, for whoever asks the office what that is.
         */
        get: operations["export_api_people__identity__export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Places
         * @description Return sites with halls and rooms, their parts, facts and hours, the holidays, the closures.
         */
        get: operations["places_api_places_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/halls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add Hall */
        post: operations["add_hall_api_places_halls_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/halls/{hall}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Hall
         * @description Refused with `outside` when coming bookings take sections that are to go.
         */
        put: operations["put_hall_api_places_halls__hall__put"];
        post?: never;
        /**
         * Drop Hall
         * @description Delete a hall that nothing belongs to; others can be closed.
         */
        delete: operations["drop_hall_api_places_halls__hall__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/halls/{hall}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put Facts */
        put: operations["put_facts_api_places_halls__hall__facts_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/halls/{hall}/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Hours
         * @description Set the hours by season, the times with a meaning, and what holidays do; say which bookings are outside then.
         */
        put: operations["put_hours_api_places_halls__hall__hours_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/halls/{hall}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put Parts */
        put: operations["put_parts_api_places_halls__hall__parts_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/sites/{site}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put Site */
        put: operations["put_site_api_places_sites__site__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/sites/{site}/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put Doors */
        put: operations["put_doors_api_places_sites__site__doors_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plan.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * As Pdf
         * @description Return a hall's week on A4 across.
         */
        get: operations["as_pdf_api_plan_pdf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Platforms */
        get: operations["platforms_api_platforms_get"];
        put?: never;
        /**
         * Add
         * @description Read another platform from now on.
         */
        post: operations["add_api_platforms_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platforms/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Place
         * @description Say which halls and sites a project concerns, and whether it is shown at all.
         */
        put: operations["place_api_platforms_projects__project__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platforms/{platform}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change */
        put: operations["change_api_platforms__platform__put"];
        post?: never;
        /**
         * Remove
         * @description Read it no longer; its projects go with it.
         */
        delete: operations["remove_api_platforms__platform__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platforms/{platform}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description Read it now.
         */
        post: operations["read_api_platforms__platform__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Posts
         * @description Return the newest 200 posts: of their places for staff, of their club for others; what waits comes first.
         */
        get: operations["posts_api_posts_get"];
        put?: never;
        /**
         * Make
         * @description Make a post: shown at once by staff and trusted clubs, else asked about.
         */
        post: operations["make_api_posts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload
         * @description Take a picture (JPEG, PNG or WebP, at most 8 MB); it is made smaller, and what it knows of place and time is dropped.
         */
        put: operations["upload_api_posts_pictures_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/pictures/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Picture */
        get: operations["picture_api_posts_pictures__sha256__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Draft
         * @description Return a display as it would show a post that nobody kept yet; without `device` the first it would stand on.
         */
        post: operations["preview_draft_api_posts_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trust
         * @description Return which clubs are asked about their posts.
         */
        get: operations["trust_api_posts_rules_get"];
        /**
         * Set Trust
         * @description Set it for the clubs named; the others stay.
         */
        put: operations["set_trust_api_posts_rules_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_api_posts__post__get"];
        /**
         * Change
         * @description Change a post; one of a club that is asked about waits for the office anew.
         */
        put: operations["change_api_posts__post__put"];
        post?: never;
        /**
         * Recall
         * @description Take a post off every display at once.
         */
        delete: operations["recall_api_posts__post__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide
         * @description Accept or decline what a club asks; it is told.
         */
        post: operations["decide_api_posts__post__decision_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview
         * @description Return a display as it shows this post; without `device` the first it stands on.
         */
        get: operations["preview_api_posts__post__preview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sheet */
        get: operations["sheet_api_privacy_get"];
        /**
         * Save Sheet
         * @description Save who answers for the data.
         */
        put: operations["save_sheet_api_privacy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Record
         * @description Show the record of processing (Art. 30) as a page to print.
         */
        get: operations["record_api_privacy_record_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shown */
        get: operations["shown_api_public_get"];
        /**
         * Show
         * @description Say what everybody may see; halls that are not named stay as they are.
         */
        put: operations["show_api_public_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Public Use
         * @description Return what is free now or soon, and what is usual, for everybody.
         */
        get: operations["public_use_api_public_usage_get"];
        put?: never;
        post?: never;
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
    "/api/push/received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Received
         * @description A service worker tells that a message came; the token is its only right, and all it can do is this.
         */
        post: operations["received_api_push_received_post"];
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
        /**
         * Subscribe
         * @description Enter this browser as a way; the receipt of the message that comes at once proves it.
         */
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
    "/api/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases */
        get: operations["releases_api_releases_get"];
        put?: never;
        /** Release */
        post: operations["release_api_releases_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases/{release_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End Release */
        post: operations["end_release_api_releases__release_id__end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports
         * @description Return the newest 100 reports of a hall or a compartment.
         */
        get: operations["reports_api_reports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report_id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Photo */
        get: operations["photo_api_reports__report_id__photo_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests
         * @description Return everything that waits for the office, what begins soonest first, clubs last.
         */
        get: operations["requests_api_requests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide
         * @description Decide on many at once, each for itself: what cannot be decided says why, the others are.
         */
        post: operations["decide_api_requests_decide_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{request_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve
         * @description Grant a request; codes are drawn, displays follow, the club is told.
         */
        post: operations["approve_api_requests__request_id__approve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{request_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline
         * @description Decline a request with a reason; its time becomes free.
         */
        post: operations["decline_api_requests__request_id__decline_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retention
         * @description Tell what is kept, how long, and whether the deletion proved itself.
         */
        get: operations["retention_api_retention_get"];
        /** Set Days */
        put: operations["set_days_api_retention_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Series
         * @description Return the series of a club that have not ended; `all` those of everybody, for the offices.
         */
        get: operations["series_api_series_get"];
        put?: never;
        /**
         * Make
         * @description Book a series, or show with `dry` what each date would become. 409 `series_taken` carries the `plan`.
         */
        post: operations["make_api_series_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/series/{series}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_api_series__series__get"];
        put?: never;
        post?: never;
        /**
         * End
         * @description Give a series back from a date on, at once without one. Lent dates stay with their borrowers.
         */
        delete: operations["end_api_series__series__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a series from a date on; codes stay. Lent and moved dates stay as they are, and are listed.
         */
        patch: operations["change_api_series__series__patch"];
        trace?: never;
    };
    "/api/series/{series}/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll On
         * @description Show the same right in the next season; book it, as a series of its own, when confirmed with `dry` false.
         */
        post: operations["roll_on_api_series__series__next_post"];
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
        /**
         * Act For
         * @description Choose the club this session acts for.
         */
        put: operations["act_for_api_session_put"];
        /** Sign In */
        post: operations["sign_in_api_session_post"];
        /** Sign Out */
        delete: operations["sign_out_api_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Link
         * @description Send a link to sign in, if the address is known; the answer is always the same.
         */
        post: operations["ask_link_api_session_link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign In */
        post: operations["sign_in_api_session_passkey_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Sign In
         * @description Ask for the options to sign in; they are the same for everybody.
         */
        post: operations["ask_sign_in_api_session_passkey_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Reset
         * @description Send a link to choose a new password, if the address is known; the answer is always the same.
         */
        post: operations["ask_reset_api_session_reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways In */
        get: operations["ways_in_api_session_ways_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions */
        get: operations["sessions_api_sessions_get"];
        put?: never;
        post?: never;
        /**
         * End Others
         * @description End all sessions but this one.
         */
        delete: operations["end_others_api_sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End Session */
        delete: operations["end_session_api_sessions__session__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Site Access */
        get: operations["site_access_api_sites__site__access_get"];
        /** Set Site Access */
        put: operations["set_site_access_api_sites__site__access_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site}/drill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drill
         * @description Begin or end a drill of a whole site. A real fire breaks through it.
         */
        post: operations["drill_api_sites__site__drill_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site}/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Site Outputs */
        get: operations["site_outputs_api_sites__site__outputs_get"];
        /** Set Site Outputs */
        put: operations["set_site_outputs_api_sites__site__outputs_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plan
         * @description Return the plan; 404 where none was drawn.
         */
        get: operations["plan_api_sites__site__plan_get"];
        /**
         * Put Plan
         * @description Replace the plan: managers of the site.
         */
        put: operations["put_plan_api_sites__site__plan_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site}/plan/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Picture */
        get: operations["picture_api_sites__site__plan_picture_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/slots/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Slot
         * @description Return what happened to this place in this time, over all bookings that have or had it, oldest first.
         */
        get: operations["of_slot_api_slots_history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources */
        get: operations["sources_api_sources_get"];
        put?: never;
        /**
         * Add
         * @description Set up a source. It leads nothing before `start`.
         */
        post: operations["add_api_sources_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change
         * @description Change names, halls, address, rhythm; what clubs are called counts at once.
         */
        put: operations["change_api_sources__source__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source}/hand-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand Back
         * @description End the source: its coming bookings are our own, its halls can be booked here again.
         */
        post: operations["hand_back_api_sources__source__hand_back_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Key
         * @description Make a new key, shown this once; the one before ends now.
         */
        post: operations["renew_key_api_sources__source__key_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause
         * @description Let the plan stand as it is, or follow again. The halls stay led by the source.
         */
        post: operations["pause_api_sources__source__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description Read a calendar and show what it would bring. Nothing is written.
         */
        post: operations["preview_api_sources__source__preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description Read a calendar now; with `confirm` also when most of it is gone.
         */
        post: operations["read_api_sources__source__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Let the source lead its halls from now on; a calendar is read at once.
         */
        post: operations["start_api_sources__source__start_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemetry/buckets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Buckets
         * @description Return hours or local days of every series that fits, those that begin in the span.
         */
        get: operations["buckets_api_telemetry_buckets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemetry/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports
         * @description Return one's own exports of the last day, the newest first.
         */
        get: operations["exports_api_telemetry_exports_get"];
        put?: never;
        /**
         * Ask For Export
         * @description Begin to write a file; ask for its progress.
         */
        post: operations["ask_for_export_api_telemetry_exports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemetry/exports/{export}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export Now */
        get: operations["export_now_api_telemetry_exports__export__get"];
        put?: never;
        post?: never;
        /**
         * Drop Export
         * @description Cancel an export that is on its way, or delete one with its file.
         */
        delete: operations["drop_export_api_telemetry_exports__export__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemetry/exports/{export}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export File
         * @description Return the file. It is deleted a day after it was written, and when the server is started anew.
         */
        get: operations["export_file_api_telemetry_exports__export__file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemetry/last": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Last
         * @description Return what each series said last, and the server's time to tell its age by.
         */
        get: operations["last_api_telemetry_last_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemetry/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Samples
         * @description Return the values of one series as they came, a page of them.
         */
        get: operations["samples_api_telemetry_samples_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemetry/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Series
         * @description Return which series there are, in order of their names.
         */
        get: operations["series_api_telemetry_series_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/clubs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Clubs
         * @description Return per club what was booked and used; a club its own.
         */
        get: operations["clubs_api_usage_clubs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Forecast
         * @description Return how many people are expected in a hall in the coming week.
         */
        get: operations["forecast_api_usage_forecast_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/halls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Halls
         * @description Return each hall's figures over some days, the last four weeks without `from` and `to`.
         */
        get: operations["halls_api_usage_halls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/halls/{hall}/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hall Day
         * @description Return a day's curve with the bookings behind it.
         */
        get: operations["hall_day_api_usage_halls__hall__day_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/heat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Heat
         * @description Return weekday by hour: of a hall, of all, or of what the asking club had.
         */
        get: operations["heat_api_usage_heat_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/hints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hints
         * @description Return where halls were lit or heated for nobody, and where the air was used up.
         */
        get: operations["hints_api_usage_hints_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposals
         * @description Return proposals, the newest first; a club its own.
         */
        get: operations["proposals_api_usage_proposals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/proposals/{proposal}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description Say yes or no to a proposal about the own club's right.
         */
        post: operations["answer_api_usage_proposals__proposal__answer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/proposals/{proposal}/carry_out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Carry Out
         * @description Lend or release the coming dates it is about.
         */
        post: operations["carry_out_api_usage_proposals__proposal__carry_out_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/proposals/{proposal}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Take a proposal back.
         */
        post: operations["withdraw_api_usage_proposals__proposal__withdraw_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rights
         * @description Return weekly rights with dates nobody came to, the likeliest to stay empty first.
         */
        get: operations["rights_api_usage_rights_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/rights/{series}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose
         * @description Propose to lend or release dates of a right; its club hears of it.
         */
        post: operations["propose_api_usage_rights__series__proposal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Usage Rules
         * @description Return the rules of use, in words too: a club reads by what it is judged.
         */
        get: operations["usage_rules_api_usage_rules_get"];
        /**
         * Save Usage Rules
         * @description Save all rules. 422 says what is wrong with them, 409 that somebody saved others meanwhile.
         */
        put: operations["save_usage_rules_api_usage_rules_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/sensors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sensors
         * @description Return how well each sensor counts.
         */
        get: operations["sensors_api_usage_sensors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Slots
         * @description Return judged slots, the newest first: a club its own, the office what is due.
         */
        get: operations["slots_api_usage_slots_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/slots/{slot}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain
         * @description Explain a slot of the own club; the office sees it with the explanation from then on.
         */
        post: operations["explain_api_usage_slots__slot__explanation_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage/unusual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Unusual
         * @description Return times with more or fewer people than usual, the newest first. A list to look at, never an alarm.
         */
        get: operations["unusual_api_usage_unusual_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Attendance
         * @description Return who is down for a club's shifts of a time, what was seen of them, and what was confirmed.
         */
        get: operations["attendance_api_volunteering_attendance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/helpers/{helper}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * See
         * @description Note that a certificate of good conduct was seen; it is never kept.
         */
        put: operations["see_api_volunteering_helpers__helper__certificate_put"];
        post?: never;
        /** Unsee */
        delete: operations["unsee_api_volunteering_helpers__helper__certificate_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/helpers/{helper}/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Know
         * @description Confirm a helper by name: shifts that carry a key give them one.
         */
        put: operations["know_api_volunteering_helpers__helper__known_put"];
        post?: never;
        /**
         * Know No More
         * @description Take that back; their keys for the club's shifts end at once.
         */
        delete: operations["know_no_more_api_volunteering_helpers__helper__known_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Year
         * @description Return a club's confirmed hours of a year: sums by person, and the signed records.
         */
        get: operations["year_api_volunteering_hours_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/hours.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Year Csv
         * @description Return the same for a spreadsheet, a row a shift, as an application for a volunteer card needs it.
         */
        get: operations["year_csv_api_volunteering_hours_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/hours/{hours}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Take hours back. Papers that list them say so from now on.
         */
        post: operations["withdraw_api_volunteering_hours__hours__withdraw_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark
         * @description Take the mark that a helper shows as seen by this person.
         */
        post: operations["mark_api_volunteering_marks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description Return the offers of a club; without one those of the town.
         */
        get: operations["listed_api_volunteering_offers_get"];
        put?: never;
        /** Make */
        post: operations["make_api_volunteering_offers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/offers/{offer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_api_volunteering_offers__offer__get"];
        /**
         * Change
         * @description Change an offer; helpers of shifts that move or go are told.
         */
        put: operations["change_api_volunteering_offers__offer__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/offers/{offer}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * State
         * @description Open, close or cancel an offer. What is cancelled stays so.
         */
        put: operations["state_api_volunteering_offers__offer__state_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposals
         * @description Return which help the club's coming matches and events need, as far as it is neither offered nor dismissed.
         */
        get: operations["proposals_api_volunteering_proposals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/proposals/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description Say that help of a kind is not wanted at a date.
         */
        post: operations["dismiss_api_volunteering_proposals_dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/signups/{signup}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign Off
         * @description Take somebody out of a shift: only the club that sees the name. They are told.
         */
        delete: operations["sign_off_api_volunteering_signups__signup__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/signups/{signup}/absent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Was Absent
         * @description Say that the helper did not come.
         */
        post: operations["was_absent_api_volunteering_signups__signup__absent_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/signups/{signup}/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm
         * @description Confirm hours, or correct those that stand: other minutes than what was seen need a reason.
         */
        post: operations["confirm_api_volunteering_signups__signup__hours_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/volunteering/signups/{signup}/there": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Was There
         * @description Say that one saw the helper.
         */
        post: operations["was_there_api_volunteering_signups__signup__there_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Wishes
         * @description Return what the own club waits for; for the office, without `club`, all that wait.
         */
        get: operations["wishes_api_waiting_get"];
        put?: never;
        /**
         * Wait
         * @description Wait for time. What is free already fills it within seconds.
         */
        post: operations["wait_api_waiting_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/waiting/{wish}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End
         * @description Wait no longer.
         */
        delete: operations["end_api_waiting__wish__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/waiting/{wish}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description Take the time that is held, or let it go and wait on.
         */
        post: operations["answer_api_waiting__wish__answer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Warnings
         * @description Return the warnings for your sites, and those that name none of them.
         */
        get: operations["warnings_api_warnings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources */
        get: operations["sources_api_warnings_sources_get"];
        /**
         * Put Sources
         * @description Set the feeds and the codes of sites; what a feed told goes when it is taken out.
         */
        put: operations["put_sources_api_warnings_sources_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/sources/{source}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description Read a feed now.
         */
        post: operations["read_api_warnings_sources__source__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways */
        get: operations["ways_api_ways_get"];
        put?: never;
        /**
         * Add Way
         * @description Enter a way; a code goes out by it at once.
         */
        post: operations["add_way_api_ways_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ways/quiet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Quiet
         * @description Say when what can wait is held back. Fire and whatever must wake never is.
         */
        put: operations["set_quiet_api_ways_quiet_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ways/{way}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop Way */
        delete: operations["drop_way_api_ways__way__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ways/{way}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify
         * @description Take the code that came by this way, or send a new one.
         */
        post: operations["verify_api_ways__way__verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/belegung": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Use Page
         * @description Return the page for everybody.
         */
        get: operations["use_page_belegung_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cap/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed
         * @description Return the messages of the last seven days, newest first, as an Atom feed.
         */
        get: operations["feed_cap_feed_atom_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cap/{message}.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Message
         * @description Return one message as CAP 1.2.
         */
        get: operations["message_cap__message__xml_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/city/v1/feeds/{feed}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Push
         * @description Store what an object, or a list of them, says. Raises RefusedError 401, 422, 429.
         */
        post: operations["push_city_v1_feeds__feed__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/ca": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ca
         * @description Return the certificate of the authority. Whoever asks holds it to the fingerprint it was given before it trusts it.
         */
        get: operations["ca_device_v1_ca_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enrol
         * @description Give a certificate for a one-time token.
         */
        post: operations["enrol_device_v1_enrol_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logs
         * @description Take a device's last log lines.
         */
        post: operations["logs_device_v1_logs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/pictures/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Picture
         * @description Return a picture that a post on this device's display names; whoever asks holds it to its SHA-256.
         */
        get: operations["picture_device_v1_pictures__sha256__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/protocol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Protocol
         * @description Take the protocol of a commissioning.
         */
        post: operations["protocol_device_v1_protocol_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/releases/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Release
         * @description Return the bundle of a release, or the part of it that `Range` asks for.
         */
        get: operations["release_device_v1_releases__version__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew
         * @description Give a new certificate; after the end of the old one only when a person agreed.
         */
        post: operations["renew_device_v1_renew_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Screen
         * @description Take what the browser of a display drew.
         */
        post: operations["screen_device_v1_screen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/streams/{stream}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End
         * @description Take a camera's word that it stopped.
         */
        post: operations["end_device_v1_streams__stream__end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/streams/{stream}/index.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playlist */
        get: operations["playlist_device_v1_streams__stream__index_m3u8_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/streams/{stream}/{run}/{number}.m4s": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Part */
        get: operations["part_device_v1_streams__stream___run___number__m4s_get"];
        /**
         * Put
         * @description Take a part: number 0 is the beginning of a run. Late or twice is welcome.
         */
        put: operations["put_device_v1_streams__stream___run___number__m4s_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/device/v1/wiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wiring
         * @description Take what a device runs by.
         */
        post: operations["wiring_device_v1_wiring_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outside/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Self
         * @description Return what this key leads.
         */
        get: operations["self__outside_v1_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outside/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows
         * @description Return what is known of your plan (from now on, where no time is named), and what became of each booking.
         */
        get: operations["rows_outside_v1_bookings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outside/v1/bookings/{uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Row */
        get: operations["row_outside_v1_bookings__uid__get"];
        /**
         * Put
         * @description Say how one booking stands. Repeated it is `unchanged`. Refused (409) it is kept in mind and tried again.
         */
        put: operations["put_outside_v1_bookings__uid__put"];
        post?: never;
        /**
         * Cancel
         * @description Say that a booking is cancelled. Repeated, or never known, it is `unchanged`.
         */
        delete: operations["cancel_outside_v1_bookings__uid__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outside/v1/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Current
         * @description Say that nothing changed: the plan is as old as this moment.
         */
        post: operations["current_outside_v1_current_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outside/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Plan
         * @description Say the whole plan of a time. A row that cannot be costs that row: it is answered with why.
         */
        put: operations["plan_outside_v1_plan_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Grants
         * @description Return what changed after a cursor, the oldest change first.
         */
        get: operations["grants_partner_v1_grants_get"];
        put?: never;
        /**
         * Grant
         * @description Grant what is held, or compartments at once. Repeated, it is the same grant, as it stands by then.
         */
        post: operations["grant_partner_v1_grants_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/grants/{grant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Grant
         * @description Return how far a grant is, and how old the lockers' lists are.
         */
        get: operations["one_grant_partner_v1_grants__grant__get"];
        put?: never;
        post?: never;
        /**
         * Revoke
         * @description Take a grant back; repeated it is nothing to do. A key that is out may always be returned.
         */
        delete: operations["revoke_partner_v1_grants__grant__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Move a grant in time or to other compartments; the code stays the same.
         */
        patch: operations["change_partner_v1_grants__grant__patch"];
        trace?: never;
    };
    "/partner/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold
         * @description Hold compartments for a short time, while somebody pays. Repeated, the answer is the same.
         */
        post: operations["hold_partner_v1_holds_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/holds/{hold}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Release
         * @description Give a hold back; repeated, or lapsed, it is nothing to do.
         */
        delete: operations["release_partner_v1_holds__hold__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/holds/{hold}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew
         * @description Let a hold run anew from now; a lapsed one is 409 `hold_lapsed`.
         */
        post: operations["renew_partner_v1_holds__hold__renew_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Places
         * @description Return what this key may grant.
         */
        get: operations["places_partner_v1_places_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhook */
        get: operations["webhook_partner_v1_webhook_get"];
        /**
         * Listen
         * @description Enter where events go: https, to a public address. A new address gets a new secret.
         */
        put: operations["listen_partner_v1_webhook_put"];
        post?: never;
        /** Stop */
        delete: operations["stop_partner_v1_webhook_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/webhook/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description Return the log of events, newest first.
         */
        get: operations["events_partner_v1_webhook_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/webhook/events/{event}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay One
         * @description Send one event again; it keeps its id.
         */
        post: operations["replay_one_partner_v1_webhook_events__event__replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/webhook/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ping
         * @description Send an event of type `ping`.
         */
        post: operations["ping_partner_v1_webhook_ping_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/webhook/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay Since
         * @description Send everything again that happened since a time; each event keeps its id.
         */
        post: operations["replay_since_partner_v1_webhook_replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/v1/webhook/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate
         * @description Make a new secret; for a day events carry a second `v1` with the old one.
         */
        post: operations["rotate_partner_v1_webhook_secret_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plan/{hall}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Printed
         * @description Return a hall's week as a page to print. It names clubs, never people.
         */
        get: operations["printed_plan__hall__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Access
         * @description How accessible a place is; None: nobody entered it. `changing` and `toilet` are those for wheelchair users.
         */
        Access: {
            /** Changing */
            changing?: boolean | null;
            /** Hearing Loop */
            hearing_loop?: boolean | null;
            /** Lift */
            lift?: boolean | null;
            /**
             * Note
             * @default
             */
            note: string;
            /** Parking */
            parking?: boolean | null;
            /** Step Free */
            step_free?: boolean | null;
            /** Toilet */
            toilet?: boolean | null;
        };
        /**
         * AccessBody
         * @description What nobody knows is null.
         */
        AccessBody: {
            /** Changing */
            changing?: boolean | null;
            /** Hearing Loop */
            hearing_loop?: boolean | null;
            /** Lift */
            lift?: boolean | null;
            /**
             * Note
             * @default
             */
            note: string;
            /** Parking */
            parking?: boolean | null;
            /** Step Free */
            step_free?: boolean | null;
            /** Toilet */
            toilet?: boolean | null;
        };
        /**
         * AccountOut
         * @description `state`: open, pending (was written to and has not answered), closed.
         */
        AccountOut: {
            /** Created Ms */
            created_ms: number;
            /** Email */
            email: string;
            /** Has Password */
            has_password: boolean;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Roles */
            roles: components["schemas"]["HeldOut"][];
            /** State */
            state: string;
        };
        /** AccountsOut */
        AccountsOut: {
            /** People */
            people: components["schemas"]["AccountOut"][];
        };
        /** AckBody */
        AckBody: {
            /**
             * Word
             * @enum {string}
             */
            word: "going" | "there" | "false_alarm" | "seen";
        };
        /**
         * Act
         * @enum {string}
         */
        Act: "booked" | "asked" | "approved" | "declined" | "moved" | "cancelled" | "displaced" | "skipped" | "offered" | "withdrawn" | "lent" | "returned" | "filled" | "imported" | "changed" | "asked_to_lend" | "asked_to_move" | "kept";
        /**
         * ActsOut
         * @description Newest first; `before` begins the next page, null at the end.
         */
        ActsOut: {
            /** Acts */
            acts: components["schemas"]["hallenwart_backend__audit__routes__ActOut"][];
            /** Before */
            before: number | null;
        };
        /**
         * Advice
         * @description What to do next: one short sentence in both languages.
         */
        Advice: {
            de: string;
            en: string;
        };
        /**
         * AgentReleaseOut
         * @description `least`: the oldest version that may go straight to this one; empty: any.
         */
        AgentReleaseOut: {
            /** Least */
            least: string;
            /** Made Ms */
            made_ms: number;
            /** Notes */
            notes: string;
            /** Size */
            size: number;
            /** Version */
            version: string;
        };
        /**
         * AirHintOut
         * @description CO2 above the limit for long. `days`: on how many days; `worst_ppm` the highest.
         */
        AirHintOut: {
            /** Days */
            days: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Hour */
            hour: number;
            /** Limit Ppm */
            limit_ppm: number;
            /** Over H */
            over_h: number;
            /** Weekday */
            weekday: number;
            words: components["schemas"]["Words"];
            /** Worst Ms */
            worst_ms: number;
            /** Worst Ppm */
            worst_ppm: number;
        };
        /**
         * AlertEventOut
         * @description `state`: delivered, waiting, stopped.
         */
        AlertEventOut: {
            /** Attempts */
            attempts: number;
            /** Error */
            error: string;
            /** Id */
            id: string;
            /** Incident */
            incident: string;
            /** State */
            state: string;
            /** Status */
            status: number | null;
            /** T Ms */
            t_ms: number;
            /** Type */
            type: string;
        };
        /** AlertEventsOut */
        AlertEventsOut: {
            /** Events */
            events: components["schemas"]["AlertEventOut"][];
        };
        /**
         * AlertPathBody
         * @description An empty `heartbeat_url` sends none. `test_at` is local wall time.
         */
        AlertPathBody: {
            /**
             * Cap Public
             * @default false
             */
            cap_public: boolean;
            /**
             * Heartbeat Every Min
             * @default 5
             */
            heartbeat_every_min: number;
            /**
             * Heartbeat Method
             * @default GET
             * @enum {string}
             */
            heartbeat_method: "GET" | "POST";
            /**
             * Heartbeat Url
             * @default
             */
            heartbeat_url: string;
            /**
             * Test At
             * @default 11:00
             */
            test_at: string;
            /**
             * Test On
             * @default true
             */
            test_on: boolean;
        };
        /**
         * AlertPathOut
         * @description `state`: ok, late, failed, never. `failing` names ways that fail now.
         */
        AlertPathOut: {
            /**
             * Cap Public
             * @default false
             */
            cap_public: boolean;
            /** Failing */
            failing: string[];
            /** Heartbeat Error */
            heartbeat_error: string;
            /**
             * Heartbeat Every Min
             * @default 5
             */
            heartbeat_every_min: number;
            /**
             * Heartbeat Method
             * @default GET
             * @enum {string}
             */
            heartbeat_method: "GET" | "POST";
            /** Heartbeat Ms */
            heartbeat_ms: number | null;
            /**
             * Heartbeat Url
             * @default
             */
            heartbeat_url: string;
            /** State */
            state: string;
            /**
             * Test At
             * @default 11:00
             */
            test_at: string;
            /**
             * Test On
             * @default true
             */
            test_on: boolean;
            /** Tested Ms */
            tested_ms: number | null;
            /** Tests */
            tests: components["schemas"]["AlertTestOut"][];
            /** Took Ms */
            took_ms: number | null;
        };
        /**
         * AlertTestLetterOut
         * @description `receipt`: this way can say that it arrived. `state`: waiting, retrying, handed_over, delivered, acked, failed.
         */
        AlertTestLetterOut: {
            /** Error */
            error: string;
            /** Name */
            name: string;
            /** Receipt */
            receipt: boolean;
            /** State */
            state: string;
            /** Took Ms */
            took_ms: number | null;
            /** Way */
            way: string;
        };
        /**
         * AlertTestOut
         * @description `state`: running, ok, handed_over, late, failed. `by` is empty for the daily one. `alarm_ms`: the sensor answered.
         */
        AlertTestOut: {
            /** Alarm Ms */
            alarm_ms: number | null;
            /** By */
            by: string;
            /** Device */
            device: string;
            /** Done Ms */
            done_ms: number | null;
            /** Error */
            error: string;
            /** Id */
            id: string;
            /** Letters */
            letters: components["schemas"]["AlertTestLetterOut"][];
            /** Sensor */
            sensor: string;
            /** Started Ms */
            started_ms: number;
            /** State */
            state: string;
        };
        /**
         * AlertWebhookBody
         * @description `site` empty: incidents of every site.
         */
        AlertWebhookBody: {
            /** Name */
            name: string;
            /**
             * Site
             * @default
             */
            site: string;
            /** Url */
            url: string;
        };
        /** AlertWebhookOut */
        AlertWebhookOut: {
            /** Created By */
            created_by: string;
            /** Created Ms */
            created_ms: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Site */
            site: string;
            /** Url */
            url: string;
        };
        /**
         * AlertWebhookSecretOut
         * @description The secret is shown this once. `Hallenwart-Signature` is `t=<seconds>,v1=<HMAC-SHA256 of "<t>." and the body>`.
         */
        AlertWebhookSecretOut: {
            /** Created By */
            created_by: string;
            /** Created Ms */
            created_ms: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Secret */
            secret: string;
            /** Site */
            site: string;
            /** Url */
            url: string;
        };
        /** AlertWebhooksOut */
        AlertWebhooksOut: {
            /** Webhooks */
            webhooks: components["schemas"]["AlertWebhookOut"][];
        };
        /**
         * AnswerBody
         * @description `seen`: somebody knows; `call`: please call the number; `done`: it is settled.
         */
        AnswerBody: {
            /**
             * Word
             * @enum {string}
             */
            word: "seen" | "call" | "done";
        };
        /**
         * AnswerOut
         * @description `told`: whether the locker could be told; else the person must be called.
         */
        AnswerOut: {
            /** Told */
            told: boolean;
        };
        /** ApiKeyOut */
        ApiKeyOut: {
            /** Club */
            club: string;
            /** Created Ms */
            created_ms: number;
            /** Expires Ms */
            expires_ms: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Revoked Ms */
            revoked_ms: number | null;
            /** Roles */
            roles: string[];
            /** Used Ms */
            used_ms: number | null;
            /** Writes */
            writes: boolean;
        };
        /** ApiKeysOut */
        ApiKeysOut: {
            /** Keys */
            keys: components["schemas"]["ApiKeyOut"][];
        };
        /**
         * ApprovalBody
         * @description What the office approves. `longer_min` 0: length is no reason.
         */
        ApprovalBody: {
            /**
             * Always
             * @default false
             */
            always: boolean;
            /**
             * Kinds
             * @default []
             */
            kinds: components["schemas"]["hallenwart_backend__booking__model__Kind"][];
            /**
             * Longer Min
             * @default 0
             */
            longer_min: number;
            /**
             * Series
             * @default false
             */
            series: boolean;
            /**
             * Weekends
             * @default false
             */
            weekends: boolean;
        };
        /** AskBody */
        AskBody: {
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * AtLockerOut
         * @description `online`: the locker takes commands now. `list_ms`: when it last confirmed a list, `list_current`: the newest one.
         */
        AtLockerOut: {
            /** Device */
            device: string;
            /** List Current */
            list_current: boolean;
            /** List Ms */
            list_ms: number | null;
            /** Online */
            online: boolean;
            /** Slots */
            slots: number[];
            /** Step */
            step: string;
            /** Steps */
            steps: components["schemas"]["StepOut"][];
        };
        /** AttendanceOut */
        AttendanceOut: {
            certificate: components["schemas"]["hallenwart_backend__volunteering__hours__fields__CertificateOut"] | null;
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /** Helper */
            helper: string;
            hours: components["schemas"]["hallenwart_backend__volunteering__hours__fields__HoursOut"] | null;
            /** Key */
            key: boolean;
            known: components["schemas"]["KnownOut"] | null;
            /** Name */
            name: string;
            /** Offer */
            offer: string;
            /** Place */
            place: string;
            role: components["schemas"]["Task"];
            /** Signs */
            signs: components["schemas"]["SignOut"][];
            /** Signup */
            signup: string;
            state: components["schemas"]["SignState"];
            /** Title */
            title: string;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
            worked: components["schemas"]["WorkedOut"] | null;
            /** Youth */
            youth: boolean;
        };
        /** AttendancesOut */
        AttendancesOut: {
            /** Minutes Of Year */
            minutes_of_year: number;
            /**
             * Now Ms
             * @description milliseconds since the epoch, UTC
             */
            now_ms: number;
            /** Rows */
            rows: components["schemas"]["AttendanceOut"][];
            /** Zone */
            zone: string;
        };
        /** BadRowOut */
        BadRowOut: {
            /** Line */
            line: number;
            why: components["schemas"]["Why"];
        };
        /**
         * Basis
         * @description On what hours stand. `CLUB`: a person of the club said so with a reason, other than the signs or without any.
         * @enum {string}
         */
        Basis: "key" | "mark" | "person" | "club";
        /**
         * BlockExitBody
         * @description `until_ms`: 31 days from now at most.
         */
        BlockExitBody: {
            /** Place */
            place: string;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
        };
        /**
         * BookingOut
         * @description `code_state`: stored (the locker confirmed it), waiting, none (there is one from `code_due_ms` on).
         *     `qr`: the first pass, as rows of modules.
         *
         *     `club` is the name of who has the date now, `owner` of whose right it is where it is lent. `partner`: the system
         *     that leads it elsewhere, `partner_ms` when that last told its plan, `partner_link` where it is booked.
         *     `offer`: its open offer to other clubs, by which it is taken.
         *     `extra` are the four digits behind the code that a pad asks for after too many wrong entries. `dark` are codes
         *     of nine digits, one per compartment, told when the locker is silent and does not have the code. `steps` are those reached;
         *     `place` names the sections in German as the office calls them (`Drittel 1`, `ganze Halle`); `opens` what the keys open.
         *     `offer` is the open offer to lend it. `ended`: cancelled, displaced or declined, and `ended_why`.
         *     `locker_ms` when the oldest of its lockers last confirmed a list, `locker_current` whether all have the newest.
         */
        BookingOut: {
            /** Address */
            address: string;
            /** Club */
            club: string;
            /** Code */
            code: string | null;
            /** Code Due Ms */
            code_due_ms: number;
            /** Code Ms */
            code_ms: number | null;
            /** Code State */
            code_state: string;
            /** Dark */
            dark: components["schemas"]["SpareOut"][];
            /** Effects */
            effects: string[];
            /** End Ms */
            end_ms: number;
            /**
             * Ended
             * @default
             */
            ended: string;
            /**
             * Ended Why
             * @default
             */
            ended_why: string;
            /** Extra */
            extra: string | null;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Holder Id */
            holder_id: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Locker Current */
            locker_current: boolean;
            /** Locker Ms */
            locker_ms: number | null;
            /** Note */
            note: string;
            /**
             * Offer
             * @default
             */
            offer: string;
            /** On Behalf */
            on_behalf: boolean;
            /** Opens */
            opens: components["schemas"]["OpensOut"][];
            /** Owner */
            owner: string;
            /** Partner */
            partner: string;
            /**
             * Partner Link
             * @default
             */
            partner_link: string;
            /** Partner Ms */
            partner_ms?: number | null;
            /** Passes */
            passes: components["schemas"]["PassOut"][];
            /** Place */
            place: string;
            /** Qr */
            qr: string[] | null;
            /** Room Names */
            room_names: string[];
            /** Rooms */
            rooms: string[];
            /** Section Count */
            section_count: number;
            /** Sections */
            sections: number[];
            /** Series */
            series: string;
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
            /** Was Start Ms */
            was_start_ms: number | null;
        };
        /**
         * BookingPolicyBody
         * @description `rev` is the revision this one was made from; a group that is left out gets the defaults.
         */
        BookingPolicyBody: {
            /** Children Until */
            children_until: string;
            /** Groups */
            groups: components["schemas"]["GroupBody"][];
            lending: components["schemas"]["LendingBody"];
            /**
             * Places
             * @default []
             */
            places: components["schemas"]["PlaceBody"][];
            /** Prime From */
            prime_from: string;
            /** Prime To */
            prime_to: string;
            /** Rev */
            rev: number;
            waiting: components["schemas"]["WaitingRulesBody"];
        };
        /** BookingPolicyOut */
        BookingPolicyOut: {
            /** Children Until */
            children_until: string;
            /** Groups */
            groups: components["schemas"]["GroupSaid"][];
            lending: components["schemas"]["LendingBody"];
            /** Lending Words */
            lending_words: components["schemas"]["Words"][];
            /** May Change */
            may_change: boolean;
            /** Places */
            places: components["schemas"]["PlaceSaid"][];
            /** Prime From */
            prime_from: string;
            /** Prime To */
            prime_to: string;
            /** Rev */
            rev: number;
            /** Saved By */
            saved_by: string;
            /** Saved Ms */
            saved_ms: number;
            waiting: components["schemas"]["WaitingRulesBody"];
            /** Waiting Words */
            waiting_words: components["schemas"]["Words"][];
        };
        /** BookingsOut */
        BookingsOut: {
            /** Bookings */
            bookings: components["schemas"]["BookingOut"][];
        };
        /**
         * CalendarBody
         * @description Either `text` or `url`. `id` replaces the days of a calendar. `follow`: read the address anew every day.
         */
        CalendarBody: {
            /**
             * Apply
             * @default false
             */
            apply: boolean;
            /**
             * Follow
             * @default true
             */
            follow: boolean;
            /** Id */
            id?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "public" | "school";
            /** Name */
            name: string;
            /** Text */
            text?: string | null;
            /** Url */
            url?: string | null;
        };
        /**
         * CalendarOut
         * @description `kind`: public, school. `url` is told to staff; `fault` says why it could not be read the last time.
         */
        CalendarOut: {
            /** Days */
            days: components["schemas"]["HolidayOut"][];
            /** Fault */
            fault: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Read Ms */
            read_ms: number | null;
            /** Url */
            url: string;
        };
        /** CalendarsOut */
        CalendarsOut: {
            /** Calendars */
            calendars: components["schemas"]["CalendarOut"][];
        };
        /** CallOut */
        CallOut: {
            /** Asked Ms */
            asked_ms: number;
            /** Booking */
            booking: string;
            /** Device */
            device: string;
            /** Ended Ms */
            ended_ms: number | null;
            /** Id */
            id: string;
            /** Site Name */
            site_name: string;
            /** Slot */
            slot: number | null;
            /** Word */
            word: string;
            /** Word By */
            word_by: string;
            /** Word Ms */
            word_ms: number | null;
        };
        /** CallsOut */
        CallsOut: {
            /** Calls */
            calls: components["schemas"]["CallOut"][];
        };
        /**
         * CameOut
         * @description A thing of others that is shown, with all who tell it.
         */
        CameOut: {
            /** By */
            by: string;
            /** From Ms */
            from_ms: number | null;
            /** Kind */
            kind: string;
            /** Place */
            place: string;
            /** Sources */
            sources: string[];
            /** Title */
            title: string;
            /** Url */
            url: string;
        };
        /** CameraName */
        CameraName: {
            /** Camera */
            camera: string;
            /** Device */
            device: string;
        };
        /**
         * CameraOut
         * @description `word`: off, starting, live, stopping, fault.
         */
        CameraOut: {
            /** Camera */
            camera: string;
            /** Device */
            device: string;
            /** Event */
            event: string | null;
            /** Fault */
            fault: string;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Shutter */
            shutter: boolean | null;
            /** Since Ms */
            since_ms: number;
            /** Site */
            site: string;
            /** Word */
            word: string;
        };
        /** CamerasOut */
        CamerasOut: {
            /** Cameras */
            cameras: components["schemas"]["CameraOut"][];
        };
        /**
         * CaptionsBody
         * @description `text` empty: no captions any more.
         */
        CaptionsBody: {
            /**
             * Language
             * @enum {string}
             */
            language: "de" | "en";
            /** Text */
            text: string;
        };
        /** ChainBody */
        ChainBody: {
            /** People */
            people: string[];
        };
        /** ChancesOut */
        ChancesOut: {
            /** No Show */
            no_show: number;
            /** Unbooked */
            unbooked: number;
            /** Under Used */
            under_used: number;
            /** Used */
            used: number;
        };
        /**
         * ChangeBody
         * @description What is missing stays as it is. `from_date`: the first day that is different; without it from the next date on.
         *
         *     `skip` leaves dates out, `add` takes them in again; both alone change no other date. A new `start` without `end` keeps the
         *     length.
         */
        ChangeBody: {
            /** Add */
            add?: string[];
            /**
             * Dry
             * @default false
             */
            dry: boolean;
            /** Effects */
            effects?: "fog"[] | null;
            /** End */
            end?: string | null;
            /** Every Weeks */
            every_weeks?: number | null;
            /** From Date */
            from_date?: string | null;
            /** Hall */
            hall?: string | null;
            /** Instead */
            instead?: {
                [key: string]: number | components["schemas"]["InsteadBody"] | null;
            };
            kind?: components["schemas"]["hallenwart_backend__booking__model__Kind"] | null;
            /**
             * On Conflict
             * @default skip
             * @enum {string}
             */
            on_conflict: "skip" | "refuse";
            /** Rooms */
            rooms?: string[] | null;
            /** Sections */
            sections?: number[] | null;
            /** Skip */
            skip?: string[];
            /** Start */
            start?: string | null;
            /** Title */
            title?: string | null;
            /** To Date */
            to_date?: string | null;
            /** Weekday */
            weekday?: number | null;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * ChangedOut
         * @description `outside`: coming bookings that are not within the hours any more. `applied` False: nothing was written.
         */
        ChangedOut: {
            /** Applied */
            applied: boolean;
            /** Outside */
            outside: components["schemas"]["OutsideOut"][];
        };
        /**
         * Channel
         * @description `other`: the person's own proved ways besides e-mail and push, as SMS or Signal.
         * @enum {string}
         */
        Channel: "email" | "push" | "other";
        /**
         * CheckOut
         * @description `state`: booked, or asked for the `reasons`.
         */
        CheckOut: {
            /** Reasons */
            reasons: components["schemas"]["Words"][];
            state: components["schemas"]["State"];
        };
        /**
         * CheckedOut
         * @description `problems`: errors keep it from being sent, warnings do not.
         *
         *     `diff`: lines that begin with +, - or a blank, below heads with @@.
         */
        CheckedOut: {
            /** Diff */
            diff: string[];
            /** Number */
            number?: number | null;
            /** Problems */
            problems: components["schemas"]["ProblemOut"][];
        };
        /** ChosenBody */
        ChosenBody: {
            /** Channels */
            channels: components["schemas"]["Channel"][];
            group: components["schemas"]["hallenwart_backend__booking__letters__rules__Group"];
        };
        /**
         * CityFigureOut
         * @description The last value of a quantity, and when it was true.
         */
        CityFigureOut: {
            /** Component */
            component: string;
            /** Quantity */
            quantity: string;
            /** T Ms */
            t_ms: number;
            /** X */
            x: number | null;
        };
        /**
         * CityHomeOut
         * @description The connection to the city's Home Assistant.
         */
        CityHomeOut: {
            /** Connected */
            connected: boolean;
            /** Trouble */
            trouble: string;
        };
        /** CityOut */
        CityOut: {
            home_assistant: components["schemas"]["CityHomeOut"] | null;
            /** Now Ms */
            now_ms: number;
            /** Problems */
            problems: string[];
            /** Sensors */
            sensors: components["schemas"]["CitySensorOut"][];
            /** Sources */
            sources: components["schemas"]["CitySourceOut"][];
        };
        /**
         * CityPushedOut
         * @description `stored`: figures stored; `refused`: `2: no_sensor` names the second object and why it says nothing.
         */
        CityPushedOut: {
            /** Refused */
            refused: string[];
            /** Stored */
            stored: number;
        };
        /**
         * CitySensorOut
         * @description `word`: `ok`, `silent` (missed three times), `unheard` (never heard yet), `away` (its source is not reached).
         */
        CitySensorOut: {
            /** Device */
            device: string;
            /** Every S */
            every_s: number;
            /** Figures */
            figures: components["schemas"]["CityFigureOut"][];
            /** Hall */
            hall: string;
            /** Heard Ms */
            heard_ms: number | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Site */
            site: string;
            /** Source */
            source: string;
            /**
             * Word
             * @enum {string}
             */
            word: "ok" | "silent" | "unheard" | "away";
        };
        /**
         * CitySourceOut
         * @description `connected` None: a feed that is pushed has no connection. `refused`: how many messages said nothing, by the word why.
         */
        CitySourceOut: {
            /** Connected */
            connected: boolean | null;
            /** Heard Ms */
            heard_ms: number | null;
            /** Id */
            id: string;
            /** Lost */
            lost: number;
            /** Messages */
            messages: number;
            /** Refused */
            refused: {
                [key: string]: number;
            };
            /** System */
            system: string;
            /** Trouble */
            trouble: string;
            /** Unknown */
            unknown: string[];
        };
        /**
         * CleaningBody
         * @description Staff times; Monday is 0, `halls` empty: all halls. Whom one meets then uses nothing.
         */
        CleaningBody: {
            /** From Time */
            from_time: string;
            /** Halls */
            halls?: string[];
            /** To Time */
            to_time: string;
            /** Weekdays */
            weekdays: number[];
        };
        /**
         * ClosingBody
         * @description `halls`, or all places of a `site`. `first` and `last` are local wall time without a zone; `every` week, month, year.
         *
         *     `why` is public, `note` for the office. By booking: `keep` those that stay, `to` where others are moved, `running` those
         *     that run now and end all the same.
         */
        ClosingBody: {
            /**
             * Dry
             * @default false
             */
            dry: boolean;
            /**
             * Every
             * @default
             * @enum {string}
             */
            every: "" | "week" | "month" | "year";
            /**
             * First
             * Format: date-time
             */
            first: string;
            /** Halls */
            halls?: string[];
            /** Keep */
            keep?: string[];
            /** @default block */
            kind: components["schemas"]["ClosingKind"];
            /**
             * Last
             * Format: date-time
             */
            last: string;
            /**
             * Note
             * @default
             */
            note: string;
            /** Running */
            running?: string[];
            /** Sections */
            sections?: number[];
            /** Site */
            site?: string | null;
            /**
             * Step
             * @default 1
             */
            step: number;
            /** To */
            to?: {
                [key: string]: components["schemas"]["InsteadBody"];
            };
            /** Until */
            until?: string | null;
            /** Why */
            why: string;
        };
        /**
         * ClosingKind
         * @description A `block` is a booking of the town itself: maintenance, elections. After a `closure` the place is shut.
         * @enum {string}
         */
        ClosingKind: "block" | "closure";
        /** ClosingOut */
        ClosingOut: {
            /** Every */
            every: string;
            /**
             * First
             * Format: date-time
             */
            first: string;
            /** Hall Names */
            hall_names: string[];
            /** Halls */
            halls: string[];
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Last
             * Format: date-time
             */
            last: string;
            /** Note */
            note: string;
            /** Sections */
            sections: number[];
            /** Step */
            step: number;
            /** Until */
            until: string | null;
            /** Why */
            why: string;
        };
        /** ClosingsOut */
        ClosingsOut: {
            /** Closings */
            closings: components["schemas"]["ClosingOut"][];
        };
        /**
         * ClosureBody
         * @description Local wall time of the site, without a zone. `dry`: only say whom it would meet.
         */
        ClosureBody: {
            /**
             * Dry
             * @default false
             */
            dry: boolean;
            /**
             * Every
             * @default
             * @enum {string}
             */
            every: "" | "week" | "month" | "year";
            /**
             * First
             * Format: date-time
             */
            first: string;
            /**
             * Hall
             * @default
             */
            hall: string;
            /**
             * Last
             * Format: date-time
             */
            last: string;
            /** Sections */
            sections?: number[];
            /** Site */
            site: string;
            /**
             * Step
             * @default 1
             */
            step: number;
            /** Until */
            until?: string | null;
            /** Why */
            why: string;
        };
        /**
         * ClosureOut
         * @description `hall` empty: the whole site. No `sections`: the whole hall; `words` names them. Local wall time: `2026-12-24T08:00`.
         *
         *     `every`: empty (once), week (every `step` weeks), month (the same weekday of it), year; begins no later than `until`.
         */
        ClosureOut: {
            /** Every */
            every: string;
            /** First */
            first: string;
            /** Hall */
            hall: string;
            /** Id */
            id: string;
            /** Last */
            last: string;
            /** Sections */
            sections: number[];
            /** Site */
            site: string;
            /** Step */
            step: number;
            /** Until */
            until: string | null;
            /** Why */
            why: string;
            /** Words */
            words: string;
        };
        /** ClosuresOut */
        ClosuresOut: {
            /** Closures */
            closures: components["schemas"]["ClosureOut"][];
        };
        /** Club */
        Club: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /** ClubBody */
        ClubBody: {
            /** Club */
            club: string;
        };
        /**
         * ClubContactOut
         * @description `name`: of who let it stand there; `mine`: that is who asks.
         */
        ClubContactOut: {
            /** Email */
            email: string;
            /** Mine */
            mine: boolean;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            role: components["schemas"]["ContactRole"];
        };
        /** ClubDocumentOut */
        ClubDocumentOut: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Made Ms */
            made_ms: number;
            readers: components["schemas"]["Readers"];
            /** Size */
            size: number;
            /** Title */
            title: string;
        };
        /** ClubDocumentsOut */
        ClubDocumentsOut: {
            /** Documents */
            documents: components["schemas"]["ClubDocumentOut"][];
            /** May Write */
            may_write: boolean;
        };
        /**
         * ClubFrom
         * @description Where a calendar's entry names the club: before the first separator of its title, as the whole title, or elsewhere.
         * @enum {string}
         */
        ClubFrom: "summary" | "whole" | "categories" | "organizer";
        /** ClubGroupOut */
        ClubGroupOut: {
            level: components["schemas"]["Level"];
            /** Max Age */
            max_age: number | null;
            /** Min Age */
            min_age: number | null;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Plan */
            plan: string[];
            /** Sport */
            sport: string;
            /** Trial */
            trial: boolean;
        };
        /** ClubMadeOut */
        ClubMadeOut: {
            /** Club */
            club: string;
        };
        /**
         * ClubNameOut
         * @description A club's name outside. `club`: ours, empty for none; `known`: somebody decided, or it is the same name.
         */
        ClubNameOut: {
            /** Club */
            club: string;
            /** Dates */
            dates: number;
            /** Known */
            known: boolean;
            /** Name */
            name: string;
        };
        /**
         * ClubOfMine
         * @description `roles` are those held in this club, the strongest first.
         */
        ClubOfMine: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Roles */
            roles: string[];
        };
        /**
         * ClubOut
         * @description `group`: school, club, other. `led`: somebody manages it.
         */
        ClubOut: {
            /** Group */
            group: string;
            /** Id */
            id: string;
            /** Led */
            led: boolean;
            /** Name */
            name: string;
            /** People */
            people: number;
            /** State */
            state: string;
        };
        /**
         * ClubPeopleOut
         * @description `may_lead`: who asks may invite and remove.
         */
        ClubPeopleOut: {
            /** Invites */
            invites: components["schemas"]["InviteOut"][];
            /** May Lead */
            may_lead: boolean;
            /** People */
            people: components["schemas"]["MemberOut"][];
        };
        /**
         * ClubProfileOut
         * @description `titles`: what the club's coming dates are called in the plan. `hidden`: the office took it from the public pages.
         */
        ClubProfileOut: {
            /** About */
            about: {
                [key: string]: string;
            };
            /** Club */
            club: string;
            /** Contacts */
            contacts: components["schemas"]["ClubContactOut"][];
            /** Groups */
            groups: components["schemas"]["ClubGroupOut"][];
            /** Hidden */
            hidden: boolean;
            /** Hidden Why */
            hidden_why: string;
            /** May Write */
            may_write: boolean;
            /** Modified Ms */
            modified_ms: number;
            /** Shown */
            shown: boolean;
            /** Sports */
            sports: string[];
            /** Titles */
            titles: string[];
            /** Trial */
            trial: {
                [key: string]: string;
            };
            /** Web */
            web: string;
            /** Welcome */
            welcome: components["schemas"]["Welcome"][];
        };
        /**
         * ClubRequestOut
         * @description `state`: asked, approved, declined. `alike`: names of clubs that are here already.
         */
        ClubRequestOut: {
            /** Alike */
            alike: string[];
            /** Club */
            club: string;
            /** Confirmed Ms */
            confirmed_ms: number | null;
            /** Contact */
            contact: string;
            /** Decided Ms */
            decided_ms: number | null;
            /** Email */
            email: string;
            /** Group */
            group: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** State */
            state: string;
            /** Why */
            why: string;
        };
        /** ClubRequestsOut */
        ClubRequestsOut: {
            /** Requests */
            requests: components["schemas"]["ClubRequestOut"][];
        };
        /** ClubRoleBody */
        ClubRoleBody: {
            /**
             * Role
             * @enum {string}
             */
            role: "club_admin" | "trainer" | "member" | "guest";
        };
        /**
         * ClubTrustOut
         * @description `accepted`: posts in a row; `asked`: its next post is asked about. `changed_by` is a name.
         */
        ClubTrustOut: {
            /** Accepted */
            accepted: number;
            /** Asked */
            asked: boolean;
            /** Changed By */
            changed_by: string;
            /** Changed Ms */
            changed_ms: number;
            /** Club */
            club: string;
            /** Name */
            name: string;
            /** Trust */
            trust: string;
        };
        /**
         * ClubUseOut
         * @description One club over some days; `club` null: the town itself. Explained no-shows stand in `explained_n` alone.
         *
         *     `hidden_n`: judged, and still the club's own to see.
         */
        ClubUseOut: {
            /** Booked H */
            booked_h: number;
            /** Club */
            club: string | null;
            /** Explained N */
            explained_n: number;
            /** Hidden N */
            hidden_n: number;
            /** Late Cancel N */
            late_cancel_n: number;
            /** Name */
            name: string;
            /** No Show N */
            no_show_n: number;
            /** Slots */
            slots: number;
            /** Under N */
            under_n: number;
            /** Unknown N */
            unknown_n: number;
            /** Use Share */
            use_share: number | null;
            /** Used H */
            used_h: number;
        };
        /** ClubWishBody */
        ClubWishBody: {
            /** Contact */
            contact: string;
            /** Email */
            email: string;
            /**
             * Group
             * @default club
             * @enum {string}
             */
            group: "school" | "club" | "other";
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * ClubYearOut
         * @description `words`: how often which explanation was given.
         */
        ClubYearOut: {
            /** Months */
            months: components["schemas"]["MonthOut"][];
            total: components["schemas"]["MonthOut"];
            /** Words */
            words: {
                [key: string]: number;
            };
            /** Year */
            year: number;
        };
        /** ClubsOut */
        ClubsOut: {
            /** Clubs */
            clubs: components["schemas"]["ClubOut"][];
        };
        /** ClubsUseOut */
        ClubsUseOut: {
            /** Clubs */
            clubs: components["schemas"]["ClubUseOut"][];
        };
        /**
         * CodeBody
         * @description Without a code a new one is sent.
         */
        CodeBody: {
            /** Code */
            code?: string | null;
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
        /**
         * CompartmentAccessBody
         * @description `uses`: how often a key may be fetched within one right, 0 for no limit. `second`: a second person is demanded.
         */
        CompartmentAccessBody: {
            /**
             * Second
             * @default false
             */
            second: boolean;
            /**
             * Uses
             * @default 0
             */
            uses: number;
        };
        /** CompartmentAccessOut */
        CompartmentAccessOut: {
            /** Device */
            device: string;
            /** Number */
            number: number;
            /** Second */
            second: boolean;
            /** Uses */
            uses: number;
        };
        /**
         * CompartmentOut
         * @description `lost` and `out_of_service` hold the note said then, null where neither.
         */
        CompartmentOut: {
            /** Device */
            device: string;
            /** Hall */
            hall: string;
            /** Label */
            label: string;
            /** Lost */
            lost: string | null;
            /** Lost Ms */
            lost_ms: number | null;
            /** Out Of Service */
            out_of_service: string | null;
            /** Slot */
            slot: number;
            /** Spare */
            spare: number | null;
        };
        /** CompartmentsOut */
        CompartmentsOut: {
            /** Compartments */
            compartments: components["schemas"]["CompartmentOut"][];
        };
        /**
         * ComponentOut
         * @description A sensor, lock, reader or part of the agent. `quality`: ok, suspect, stale, fault.
         *
         *     `reason` as the device says it, `de` and `en` in words; all empty while it is ok.
         */
        ComponentOut: {
            /** C */
            c: string;
            /**
             * De
             * @default
             */
            de: string;
            /**
             * En
             * @default
             */
            en: string;
            /** Quality */
            quality: string;
            /**
             * Reason
             * @default
             */
            reason: string;
            /** Since Ms */
            since_ms?: number | null;
        };
        /**
         * ConditionOut
         * @description What the group before said, nulls when nobody said anything.
         */
        ConditionOut: {
            /** Condition */
            condition: string | null;
            /** T Ms */
            t_ms: number | null;
            /** Text */
            text: string;
        };
        /**
         * ConfirmBody
         * @description Without `minutes`: what the signs say.
         */
        ConfirmBody: {
            /** Minutes */
            minutes?: number | null;
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /**
         * ConflictOut
         * @description Who has the time. `line`: club and group, as displays show it; `place`: the sections as the office calls them.
         */
        ConflictOut: {
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Line */
            line: string;
            /** Place */
            place: string;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
        };
        /**
         * ConsentBody
         * @description `version` of the text that was read.
         */
        ConsentBody: {
            /**
             * Party
             * @enum {string}
             */
            party: "club" | "visitors" | "guardians" | "office";
            /** Version */
            version: string;
        };
        /**
         * ConsentOut
         * @description `state`: missing, given, withdrawn, outdated (a longer recording or another team is wanted now).
         *
         *     `may`: who asks may agree; `may_not`: may take back.
         */
        ConsentOut: {
            /** May */
            may: boolean;
            /** May Not */
            may_not: boolean;
            /** Party */
            party: string;
            /**
             * State
             * @enum {string}
             */
            state: "missing" | "given" | "withdrawn" | "outdated";
            /** T Ms */
            t_ms: number | null;
            text: components["schemas"]["Words"];
            /** Way */
            way: string;
            who: components["schemas"]["Words"];
        };
        /** ConsentsOut */
        ConsentsOut: {
            /** Ledger */
            ledger: components["schemas"]["LedgerLine"][];
            /** Parties */
            parties: components["schemas"]["ConsentOut"][];
            /** Version */
            version: string;
        };
        /**
         * ContactBody
         * @description `name`: nobody's, that of the person who stands there already, or one's own. Nobody can name somebody else.
         */
        ContactBody: {
            /**
             * Email
             * @default
             */
            email: string | "";
            /**
             * Name
             * @default nobody
             * @enum {string}
             */
            name: "nobody" | "as_it_is" | "mine";
            /**
             * Phone
             * @default
             */
            phone: string;
            role: components["schemas"]["ContactRole"];
        };
        /**
         * ContactRole
         * @description What somebody is there for. An address belongs to the role, not to a person.
         * @enum {string}
         */
        ContactRole: "board" | "membership" | "trial" | "training" | "youth" | "inclusion" | "protection" | "press";
        /** Count */
        Count: {
            /** Ways */
            ways: number;
        };
        /**
         * CountedDoorOut
         * @description Passages of the day at one counter.
         */
        CountedDoorOut: {
            /** C */
            c: string;
            /** Ins */
            ins: number;
            /** Name */
            name: string;
            /** Outs */
            outs: number;
            /** Quality */
            quality: string;
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
        /**
         * DarkKeyBody
         * @description `on` true gives the locker a new key, which ends all spare codes told; false switches them off.
         */
        DarkKeyBody: {
            /** On */
            on: boolean;
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
         * DayBookingOut
         * @description `verdict` null: not judged yet, or not for this account (yet).
         */
        DayBookingOut: {
            /** Club */
            club: string | null;
            /** Club Name */
            club_name: string;
            /** End Ms */
            end_ms: number;
            /** Id */
            id: string;
            /** P */
            p: number | null;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
            /** Title */
            title: string;
            /** Verdict */
            verdict: string | null;
        };
        /** DaySlots */
        DaySlots: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Slots */
            slots: components["schemas"]["ShownSlot"][];
        };
        /** DecidedListOut */
        DecidedListOut: {
            /** Decided */
            decided: components["schemas"]["DecidedOut"][];
        };
        /**
         * DecidedOut
         * @description `done` false: `message` says why not.
         */
        DecidedOut: {
            /** Code */
            code: string;
            /** Dates */
            dates: number;
            /** Done */
            done: boolean;
            /** Id */
            id: string;
            message: components["schemas"]["Words"] | null;
        };
        /**
         * DecisionOut
         * @description `what`: the decision in words, `change`: from where to where, `detail`: what changed as plain values.
         *
         *     `who`: a `name` where the reader may know it, else an office; `role` is what the person is at work.
         *     `line` and `place` are the booking's then: whose, when, where. `series`: decided for a whole series.
         */
        DecisionOut: {
            act: components["schemas"]["Act"];
            /** Booking */
            booking: string;
            change: components["schemas"]["Words"];
            /** Club */
            club: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
            /** Line */
            line: string;
            /** Name */
            name: string;
            /** On Behalf */
            on_behalf: boolean;
            place: components["schemas"]["Words"];
            /** Role */
            role: string;
            /** Series */
            series: boolean;
            /** T Ms */
            t_ms: number;
            what: components["schemas"]["Words"];
            who: components["schemas"]["Words"];
            /** Why */
            why: string;
        };
        /**
         * DeedOut
         * @description `who` is a pseudonym, `name` empty when nobody has it any more.
         */
        DeedOut: {
            /** Act */
            act: string;
            /** Detail */
            detail: string;
            /** Name */
            name: string;
            /** Subject */
            subject: string;
            /** T Ms */
            t_ms: number;
            /** Who */
            who: string;
        };
        /** DeedsOut */
        DeedsOut: {
            /** Deeds */
            deeds: components["schemas"]["DeedOut"][];
        };
        /** DelayBody */
        DelayBody: {
            /** On */
            on: boolean;
            /** Zone */
            zone: string;
        };
        /**
         * DeviceCommandOut
         * @description `state`: created, sent, received, done, failed, rejected, expired; `code` says why.
         */
        DeviceCommandOut: {
            /** By */
            by: string;
            /** Code */
            code: string;
            /** Created Ms */
            created_ms: number;
            /** Id */
            id: string;
            /** Op */
            op: string;
            /** State */
            state: string;
        };
        /**
         * DeviceInvitationOut
         * @description Shown this once. `token` and `fingerprint` in groups, `command` to be typed at the device, `text` as in the QR code.
         */
        DeviceInvitationOut: {
            /** Command */
            command: string;
            /** Fingerprint */
            fingerprint: string;
            /**
             * Qr Svg
             * @description a QR code as an SVG element
             */
            qr_svg: string;
            /** Server */
            server: string;
            /** Text */
            text: string;
            ticket: components["schemas"]["DeviceTicketOut"];
            /** Token */
            token: string;
        };
        /** DeviceTicketOut */
        DeviceTicketOut: {
            /** Device */
            device: string;
            /** Id */
            id: string;
            /** Made Ms */
            made_ms: number;
            /** Until Ms */
            until_ms: number;
        };
        /** DeviceTicketsOut */
        DeviceTicketsOut: {
            /** Tickets */
            tickets: components["schemas"]["DeviceTicketOut"][];
        };
        /**
         * DisableBody
         * @description `c` empty: the whole zone. `text` says why in words; it is kept here, a device learns only the reason's word.
         */
        DisableBody: {
            /**
             * C
             * @default
             */
            c: string;
            reason: components["schemas"]["OffReason"];
            /**
             * Text
             * @default
             */
            text: string;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
            /** Zone */
            zone: string;
        };
        /**
         * DisabledOut
         * @description `off` is the disablement, `id` the command that asks for it.
         */
        DisabledOut: {
            /** Id */
            id: string;
            /** Off */
            off: string;
        };
        /**
         * DisplayOut
         * @description `why`: what it shows and why, in words. `fault`: why its browser or panel is not well. `plan_rev` is the plan it shows,
         *     `wanted_rev` the one it should. `reminder`: when the release of its arrow ends, while somebody should renew it.
         *     `may`: screen, proof, release, withdraw, block.
         */
        DisplayOut: {
            /** Card */
            card: string;
            /** Device */
            device: string;
            exit: components["schemas"]["ExitNowOut"] | null;
            fault: components["schemas"]["Words"] | null;
            /** Hall Names */
            hall_names: string[];
            /** Halls */
            halls: string[];
            /** Last Ms */
            last_ms: number | null;
            /** May */
            may: string[];
            /** Online */
            online: boolean;
            panel: components["schemas"]["ScreenShape"];
            /** Plan Rev */
            plan_rev: number;
            /** Reminder */
            reminder: number | null;
            screen: components["schemas"]["ScreenNowOut"] | null;
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** State */
            state: string;
            thumbnail: components["schemas"]["ThumbnailOut"] | null;
            /** Title */
            title: string;
            /** Wanted Rev */
            wanted_rev: number;
            why: components["schemas"]["Words"];
        };
        /** DisplaysOut */
        DisplaysOut: {
            /** Displays */
            displays: components["schemas"]["DisplayOut"][];
            /** Now Ms */
            now_ms: number;
        };
        /**
         * DocumentOut
         * @description A signed document: `cfg`, `grants` or `view`. `behind_ms`: since when the device has not applied what it should have.
         */
        DocumentOut: {
            /** Applied */
            applied: number;
            /** Behind Ms */
            behind_ms?: number | null;
            /** Kind */
            kind: string;
            /** Made Ms */
            made_ms?: number | null;
            /** Wanted */
            wanted: number;
        };
        /** DoneOut */
        DoneOut: {
            /** Changed */
            changed: number;
            /** Gone */
            gone: number;
            /** New */
            new: number;
        };
        /**
         * DoorBody
         * @description `keys`: compartments whose key opens it, as device and number.
         */
        DoorBody: {
            /**
             * Hall
             * @default
             */
            hall: string;
            /** Id */
            id: string;
            /** Keys */
            keys?: [
                string,
                number
            ][];
            /** Name */
            name: string;
            /** Rooms */
            rooms?: string[];
            /** Sections */
            sections?: number[];
        };
        /**
         * DoorOut
         * @description `keys`: the compartments whose key opens it.
         */
        DoorOut: {
            /** Hall */
            hall: string;
            /** Id */
            id: string;
            /** Keys */
            keys: [
                string,
                number
            ][];
            /** Name */
            name: string;
            /** Rooms */
            rooms: string[];
            /** Sections */
            sections: number[];
        };
        /** DoorsBody */
        DoorsBody: {
            /** Doors */
            doors: components["schemas"]["DoorBody"][];
        };
        /** DrillBody */
        DrillBody: {
            /** On */
            on: boolean;
        };
        /**
         * DrillOut
         * @description `reached` with the command each device took, `missed` those that were not reached.
         */
        DrillOut: {
            /** Missed */
            missed: string[];
            /** Reached */
            reached: components["schemas"]["Reached"][];
            /** Ref */
            ref: string;
        };
        /**
         * DutyOut
         * @description `may_edit`: whether who asks may change more than the own absences.
         */
        DutyOut: {
            /** Chain */
            chain: components["schemas"]["PersonOut"][];
            /** From Ms */
            from_ms: number;
            /** May Edit */
            may_edit: boolean;
            /** Me */
            me: string;
            /** Now Ms */
            now_ms: number;
            /** People */
            people: components["schemas"]["PersonOut"][];
            /** Shifts */
            shifts: components["schemas"]["ShiftOut"][];
            /** Sites */
            sites: components["schemas"]["SiteDuty"][];
            /** Stand Ins */
            stand_ins: components["schemas"]["StandInOut"][];
            /** To Ms */
            to_ms: number;
            /** Troubles */
            troubles: components["schemas"]["TroubleOut"][];
        };
        /** EmailBody */
        EmailBody: {
            /** Email */
            email: string;
        };
        /** EmergencyBody */
        EmergencyBody: {
            /** Reason */
            reason: string;
            /** Slot */
            slot: number;
        };
        /** EnableBody */
        EnableBody: {
            /** Off */
            off: string;
        };
        /** EndBody */
        EndBody: {
            /** Protocol */
            protocol: string;
        };
        /**
         * Ending
         * @description How far a revocation is: the authority was not reached yet; it still may be connected; it is gone; it came back.
         * @enum {string}
         */
        Ending: "" | "pending" | "connected" | "gone" | "heard";
        /**
         * EnergyHintOut
         * @description Lit or heated while nobody was there. `kwh` and `eur` null: nobody stated the power, or the price.
         */
        EnergyHintOut: {
            /** Empty H */
            empty_h: number;
            /** Eur */
            eur: number | null;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Kwh */
            kwh: number | null;
            /** On H */
            on_h: number;
            /** What */
            what: string;
            words: components["schemas"]["Words"];
            /** Worst Day */
            worst_day: string | null;
        };
        /**
         * EntryBody
         * @description Minutes before the start; a deadline of 0 is the start itself. `ahead_days` holds for single dates.
         */
        EntryBody: {
            /** Ahead Days */
            ahead_days: number;
            approval: components["schemas"]["ApprovalBody"];
            /** Cancel Min */
            cancel_min: number;
            /** Move Min */
            move_min: number;
        };
        /**
         * EntryOut
         * @description `problem`: empty where it can be taken in; unknown (nobody fits: say who `label` is), no_waking_way, bad_times.
         */
        EntryOut: {
            /** From Ms */
            from_ms: number;
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Person */
            person: string | null;
            /**
             * Problem
             * @enum {string}
             */
            problem: "" | "unknown" | "no_waking_way" | "bad_times";
            /** To Ms */
            to_ms: number;
            /** Uid */
            uid: string;
        };
        /** EraseBody */
        EraseBody: {
            /**
             * Password
             * @default
             */
            password: string;
        };
        /**
         * EventBody
         * @description `visitors`: the visiting team, which has to agree itself. `record_days` 0: no recording.
         *
         *     `shown_in`: halls of other sites whose displays show the stream too.
         */
        EventBody: {
            camera?: components["schemas"]["CameraName"] | null;
            /** Links */
            links?: components["schemas"]["hallenwart_backend__events__fields__LinkBody"][];
            /**
             * Minors
             * @default false
             */
            minors: boolean;
            /**
             * Record Days
             * @default 0
             */
            record_days: number;
            /** Shown In */
            shown_in?: string[];
            /** Spectators */
            spectators?: number | null;
            /**
             * Sport
             * @default
             */
            sport: string;
            /**
             * Stream
             * @default false
             */
            stream: boolean;
            /** Teams */
            teams?: string[];
            /**
             * Text
             * @default
             */
            text: string;
            /** Title */
            title: string;
            /**
             * Visitors
             * @default
             */
            visitors: string;
        };
        /**
         * EventOut
         * @description `phase`: coming, now, over, gone. `hindered`: why no camera may run now, null: it may.
         *
         *     `live`: parts come in; `push_host`: the computer it is sent to besides. `captions`: languages there are.
         */
        EventOut: {
            /** Booking */
            booking: string;
            camera: components["schemas"]["CameraName"] | null;
            /** Captions */
            captions: string[];
            /** Club */
            club: string | null;
            /** Club Name */
            club_name: string;
            /** Consents */
            consents: components["schemas"]["ConsentOut"][];
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Hindered */
            hindered: string | null;
            hindered_words: components["schemas"]["Words"] | null;
            /** Id */
            id: string;
            /** Links */
            links: components["schemas"]["LinkBody-Output"][];
            /** Live */
            live: boolean;
            /** May Edit */
            may_edit: boolean;
            /** Minors */
            minors: boolean;
            /** Phase */
            phase: string;
            /** Push Host */
            push_host: string;
            /** Record Days */
            record_days: number;
            /** Recorded */
            recorded: boolean;
            /** Sections */
            sections: number[];
            /** Shown In */
            shown_in: string[];
            /** Site */
            site: string;
            /** Spectators */
            spectators: number | null;
            /** Sport */
            sport: string;
            /** Start Ms */
            start_ms: number;
            /** Stream */
            stream: boolean;
            /** Teams */
            teams: string[];
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Viewers */
            viewers: number;
            /** Visitors */
            visitors: string;
        };
        /** EventsOut */
        EventsOut: {
            /** Events */
            events: components["schemas"]["EventOut"][];
            /** Now Ms */
            now_ms: number;
            /** Version */
            version: string;
        };
        /**
         * EvidenceOut
         * @description Newest first; `before` begins the next page, null at the end.
         */
        EvidenceOut: {
            /** Before */
            before: number | null;
            /** Links */
            links: components["schemas"]["LinkOut"][];
        };
        /** ExchangeOut */
        ExchangeOut: {
            /** Came */
            came: components["schemas"]["CameOut"][];
            /** Feeds */
            feeds: string[];
            /** License */
            license: string;
            /** Licenses */
            licenses: components["schemas"]["LicenseOut"][];
            /** Price Ct */
            price_ct: number | null;
            /** Publisher */
            publisher: string;
            /** Sources */
            sources: components["schemas"]["SourceFromOut"][];
            /** Told */
            told: {
                [key: string]: number;
            };
        };
        /**
         * ExchangeSourceBody
         * @description Without `url`, files are put in by hand.
         */
        ExchangeSourceBody: {
            /**
             * Every Min
             * @default 60
             */
            every_min: number;
            /** @default auto */
            format: components["schemas"]["Format"];
            /**
             * License
             * @default
             */
            license: string;
            /** Name */
            name: string;
            /**
             * Paused
             * @default false
             */
            paused: boolean;
            /**
             * Url
             * @default
             */
            url: string;
        };
        /**
         * ExchangeTermsBody
         * @description `price_ct`: of an hour of a section in cents, null: nobody says.
         */
        ExchangeTermsBody: {
            /** License */
            license: string;
            /** Price Ct */
            price_ct?: number | null;
            /**
             * Publisher
             * @default
             */
            publisher: string;
        };
        /** ExitNowOut */
        ExitNowOut: {
            /** From Ms */
            from_ms: number;
            /** Kind */
            kind: string;
            /** Place */
            place: string;
            /** Protocol */
            protocol: string;
            /** Until Ms */
            until_ms: number;
            /** Way */
            way: string;
        };
        /**
         * ExitOut
         * @description `kind`: released or blocked. `holds`: it stands now. `digest`: SHA-256 of what was signed, as in the evidence log.
         */
        ExitOut: {
            /** Digest */
            digest: string;
            /** Ended By */
            ended_by: string;
            /** Ended Ms */
            ended_ms: number | null;
            ended_why: components["schemas"]["Words"] | null;
            /** From Ms */
            from_ms: number;
            /** Given By */
            given_by: string;
            /** Given Ms */
            given_ms: number;
            /** Holds */
            holds: boolean;
            /** Kind */
            kind: string;
            /** Place */
            place: string;
            /** Protocol */
            protocol: string;
            /** Signature */
            signature: string;
            /** Statement */
            statement: string;
            /** Until Ms */
            until_ms: number;
            /** Way */
            way: string;
        };
        /**
         * ExitsOut
         * @description `now`: what its screen is told. `past`: the newest first, what holds among them.
         */
        ExitsOut: {
            now: components["schemas"]["ExitOut"] | null;
            /** Past */
            past: components["schemas"]["ExitOut"][];
            statement: components["schemas"]["StatementOut"];
        };
        /**
         * ExpectedOut
         * @description A booking whose people may stand at the locker. `key`: in, out (this booking has it).
         */
        ExpectedOut: {
            /** Booking */
            booking: string;
            /** Club */
            club: string;
            /** Code */
            code: string;
            /** End Ms */
            end_ms: number;
            /** Hall Name */
            hall_name: string;
            /** Key */
            key: string;
            /** Slots */
            slots: number[];
            /** Start Ms */
            start_ms: number;
            /** Title */
            title: string;
        };
        /**
         * ExplanationBody
         * @description `text` is needed for the word `other`.
         */
        ExplanationBody: {
            /**
             * Text
             * @default
             */
            text: string;
            word: components["schemas"]["Word"];
        };
        /** ExplanationOut */
        ExplanationOut: {
            /** T Ms */
            t_ms: number;
            /** Text */
            text: string;
            /** Word */
            word: string;
        };
        /**
         * Fact
         * @description Context of an incident. `kind`: people, key, holder, booking, next. The page has the words; `t_ms` is the figure's age.
         *
         *         `holder` names the role of who holds a key, and where the role of the reader allows it nothing else.
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
         * Facts
         * @description Lengths in metres, area in square metres; 0 where nobody entered it. `floor` is the covering, `size` one of `SIZES`.
         */
        Facts: {
            /**
             * @default {
             *       "note": ""
             *     }
             */
            access: components["schemas"]["Access"];
            /**
             * Area M2
             * @default 0
             */
            area_m2: number;
            /**
             * Equipment
             * @default []
             */
            equipment: string[];
            /**
             * Floor
             * @default
             */
            floor: string;
            /**
             * Height M
             * @default 0
             */
            height_m: number;
            /**
             * Length M
             * @default 0
             */
            length_m: number;
            /**
             * Markings
             * @default []
             */
            markings: components["schemas"]["Marking"][];
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Size
             * @default other
             */
            size: string;
            /**
             * Sports
             * @default []
             */
            sports: string[];
            /**
             * Width M
             * @default 0
             */
            width_m: number;
        };
        /**
         * FactsBody
         * @description Lengths in metres; 0 where nobody knows.
         */
        FactsBody: {
            access?: components["schemas"]["AccessBody"];
            /**
             * Area M2
             * @default 0
             */
            area_m2: number;
            /** Equipment */
            equipment?: string[];
            /**
             * Floor
             * @default
             */
            floor: string;
            /**
             * Height M
             * @default 0
             */
            height_m: number;
            /**
             * Length M
             * @default 0
             */
            length_m: number;
            /** Markings */
            markings?: components["schemas"]["MarkingBody"][];
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Size
             * @default other
             */
            size: string;
            /** Sports */
            sports?: string[];
            /**
             * Width M
             * @default 0
             */
            width_m: number;
        };
        /**
         * FeedBody
         * @description `scope`: the id of the hall or club; nothing for one's own dates as a trainer. `name` is what the calendar is called.
         */
        FeedBody: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "hall" | "club" | "trainer";
            /** Name */
            name?: string | null;
            /**
             * Scope
             * @default
             */
            scope: string;
        };
        /**
         * FeedOut
         * @description `mine`: made by who asks. `fetched_ms` null: nobody fetched it yet.
         */
        FeedOut: {
            /** Created Ms */
            created_ms: number;
            /** Fetched Ms */
            fetched_ms: number | null;
            /** Fetches */
            fetches: number;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Mine */
            mine: boolean;
            /** Name */
            name: string;
            /** Scope */
            scope: string;
        };
        /** FeedsOut */
        FeedsOut: {
            /** Feeds */
            feeds: components["schemas"]["FeedOut"][];
        };
        /**
         * Field
         * @description What a column can be. A name stands in one column or in two.
         * @enum {string}
         */
        Field: "name" | "first" | "last" | "email" | "role";
        /**
         * FireCommandOut
         * @description The command's id: `GET /api/commands/{id}` says how it went.
         */
        FireCommandOut: {
            /** Id */
            id: string;
        };
        /**
         * FleetDeviceOut
         * @description One line of the fleet.
         *
         *     `state`: online, suspect, offline, never, planned (nobody enrolled it yet), revoked, revoked_connected (its access is
         *     ended, and it is still heard). `troubles`: disk, wear, hot, voltage, clock, certificate, documents, outbox, component.
         *     `off_ms`: its clock minus ours. `throttled`: voltage, capped, throttled, hot. `unsent`: rows without receipt. `bad`: its
         *     components that are not ok; `components` how many it has. `wiring`: the digest of what it runs by.
         */
        FleetDeviceOut: {
            /**
             * Bad
             * @default []
             */
            bad: components["schemas"]["ComponentOut"][];
            /** Behind Ms */
            behind_ms?: number | null;
            /** Cert Until Ms */
            cert_until_ms?: number | null;
            /**
             * Clk
             * @default
             */
            clk: string;
            /**
             * Components
             * @default 0
             */
            components: number;
            /** Disk Free Mb */
            disk_free_mb?: number | null;
            /** Disk Total Mb */
            disk_total_mb?: number | null;
            /**
             * Documents
             * @default []
             */
            documents: components["schemas"]["DocumentOut"][];
            /**
             * Fw
             * @default
             */
            fw: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Off Ms */
            off_ms?: number | null;
            /** Seen Ms */
            seen_ms?: number | null;
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** State */
            state: string;
            /** Temp C */
            temp_c?: number | null;
            /**
             * Throttled
             * @default []
             */
            throttled: string[];
            trial?: components["schemas"]["TrialOut"] | null;
            /**
             * Troubles
             * @default []
             */
            troubles: string[];
            /**
             * Unsent
             * @default 0
             */
            unsent: number;
            /** Up S */
            up_s?: number | null;
            /** Wear Pct */
            wear_pct?: number | null;
            /**
             * Wiring
             * @default
             */
            wiring: string;
        };
        /**
         * FleetDeviceWholeOut
         * @description `may`: what whoever asks may do here: identify, logs, restart, settings, wiring.
         *
         *     `renewal`: empty, waiting, agreed or refused: it asks for a new certificate after its end. `reason`: why it was revoked.
         */
        FleetDeviceWholeOut: {
            /** About */
            about: {
                [key: string]: string;
            };
            /** Certificates */
            certificates: components["schemas"]["hallenwart_backend__fleet__overview__shapes__CertificateOut"][];
            /** Commands */
            commands: components["schemas"]["DeviceCommandOut"][];
            /** Components */
            components: components["schemas"]["ComponentOut"][];
            device: components["schemas"]["FleetDeviceOut"];
            /** Logs */
            logs: components["schemas"]["LogOut"][];
            /** May */
            may: string[];
            /** Now Ms */
            now_ms: number;
            /**
             * Reason
             * @default
             */
            reason: string;
            /**
             * Renewal
             * @default
             */
            renewal: string;
            settings: components["schemas"]["SettingsOut"];
            /** Trials */
            trials: components["schemas"]["TrialOut"][];
            vitals: components["schemas"]["VitalsOut"] | null;
        };
        /**
         * FleetOut
         * @description `rev` rises with every change: asked `since` it, only what changed comes. `whole` False: `devices` are those changed.
         *
         *     `broker` False: the broker is down, and silence of devices means nothing.
         */
        FleetOut: {
            /** Broker */
            broker: boolean;
            /** Devices */
            devices: components["schemas"]["FleetDeviceOut"][];
            /**
             * Gone
             * @default []
             */
            gone: string[];
            /** Now Ms */
            now_ms: number;
            /** Rev */
            rev: number;
            /** Whole */
            whole: boolean;
        };
        /** ForecastOut */
        ForecastOut: {
            /** Hall */
            hall: string;
            /** Learned Ms */
            learned_ms: number | null;
            /** Points */
            points: components["schemas"]["ForecastPointOut"][];
        };
        /**
         * ForecastPointOut
         * @description People expected, with the bounds nine of ten lie within.
         */
        ForecastPointOut: {
            /** High */
            high: number;
            /** Low */
            low: number;
            /** Mid */
            mid: number;
            /** T Ms */
            t_ms: number;
        };
        /**
         * Format
         * @enum {string}
         */
        Format: "auto" | "jsonld" | "volunteering" | "rpde" | "atom" | "ics" | "csv";
        /** FoundOut */
        FoundOut: {
            /** Bookings */
            bookings: components["schemas"]["GridBooking"][];
        };
        /**
         * FreeOut
         * @description `more`: not all are told; narrow the question.
         */
        FreeOut: {
            /** More */
            more: boolean;
            /** Now Ms */
            now_ms: number;
            /** Slots */
            slots: components["schemas"]["SpotOut"][];
            /** Zone */
            zone: string;
        };
        /**
         * GatewayBody
         * @description An apprise address with `{to}` where the receiver stands; empty: none.
         */
        GatewayBody: {
            /** Template */
            template: string;
        };
        /**
         * GatewayOut
         * @description `scheme` is all that is shown: the rest is a secret.
         */
        GatewayOut: {
            kind: components["schemas"]["hallenwart_backend__alerts__ways__rules__Kind"];
            /** Scheme */
            scheme: string;
        };
        /** GatewaysOut */
        GatewaysOut: {
            /** Gateways */
            gateways: components["schemas"]["GatewayOut"][];
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
         * GridBooking
         * @description `club` has the right, `holder` the date; they differ where it is lent. `code`: none, waiting, stored at the locker.
         */
        GridBooking: {
            /** Clear Ms */
            clear_ms: number;
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Code */
            code: string;
            /** End Ms */
            end_ms: number;
            /** Group */
            group: string;
            /** Hall */
            hall: string;
            /** Holder */
            holder: string;
            /** Holder Name */
            holder_name: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Note */
            note: string;
            /** On Behalf */
            on_behalf: boolean;
            /** Partner */
            partner: string;
            /** Rooms */
            rooms: string[];
            /** Sections */
            sections: number[];
            /** Series */
            series: string;
            /** Start Ms */
            start_ms: number;
            /** State */
            state: string;
            /** Title */
            title: string;
            /** Was Start Ms */
            was_start_ms: number | null;
        };
        /**
         * GridClosed
         * @description `sections` empty: the whole hall.
         */
        GridClosed: {
            /** End Ms */
            end_ms: number;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
            /** Why */
            why: string;
        };
        /** GridClub */
        GridClub: {
            /** Group */
            group: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * GridDay
         * @description From local midnight to the next: 23 or 25 hours when clocks change. `open` empty: closed all day. `note`: the holiday.
         */
        GridDay: {
            /** Closed */
            closed: components["schemas"]["GridClosed"][];
            /**
             * Date
             * Format: date
             */
            date: string;
            /** From Ms */
            from_ms: number;
            /** Note */
            note: string;
            /** Open */
            open: components["schemas"]["GridSpan"][];
            /** To Ms */
            to_ms: number;
        };
        /**
         * GridHall
         * @description `source` names the system that leads this hall's plan (empty: led here), `source_ms` says how old that plan is.
         */
        GridHall: {
            /** Buffer Ms */
            buffer_ms: number;
            /** Days */
            days: components["schemas"]["GridDay"][];
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Parts */
            parts: components["schemas"]["GridPart"][];
            /** Sections */
            sections: number;
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** Source */
            source: string;
            /** Source Ms */
            source_ms: number | null;
            /** Zone */
            zone: string;
        };
        /** GridOut */
        GridOut: {
            /** Bookings */
            bookings: components["schemas"]["GridBooking"][];
            /** Clubs */
            clubs: components["schemas"]["GridClub"][];
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Halls */
            halls: components["schemas"]["GridHall"][];
            /** Now Ms */
            now_ms: number;
            /** Rooms */
            rooms: components["schemas"]["GridRoom"][];
            /** Sites */
            sites: components["schemas"]["GridSite"][];
        };
        /** GridPart */
        GridPart: {
            /** Name */
            name: string;
            /** Sections */
            sections: number[];
        };
        /**
         * GridRoom
         * @description What bookings of a hall at the site can take along.
         */
        GridRoom: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Site */
            site: string;
        };
        /** GridSite */
        GridSite: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /** GridSpan */
        GridSpan: {
            /** End Ms */
            end_ms: number;
            /** Start Ms */
            start_ms: number;
        };
        /** GroupBody */
        GroupBody: {
            entry: components["schemas"]["EntryBody"];
            group: components["schemas"]["hallenwart_backend__booking__model__Group"];
            quota: components["schemas"]["QuotaBody"];
        };
        /**
         * GroupBodyOfClub
         * @description Who trains together. `plan`: what its dates are called in the plan of the halls; none: like the group.
         */
        GroupBodyOfClub: {
            /** @default all */
            level: components["schemas"]["Level"];
            /** Max Age */
            max_age?: number | null;
            /** Min Age */
            min_age?: number | null;
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Plan
             * @default []
             */
            plan: string[];
            /**
             * Sport
             * @default
             */
            sport: string;
            /**
             * Trial
             * @default false
             */
            trial: boolean;
        };
        /**
         * GroupOut
         * @description `essential`: some of these come by e-mail even if every channel is off.
         */
        GroupOut: {
            /** Channels */
            channels: components["schemas"]["Channel"][];
            /** Essential */
            essential: boolean;
            group: components["schemas"]["hallenwart_backend__booking__letters__rules__Group"];
            name: components["schemas"]["Words"];
        };
        /** GroupSaid */
        GroupSaid: {
            entry: components["schemas"]["EntryBody"];
            group: components["schemas"]["hallenwart_backend__booking__model__Group"];
            name: components["schemas"]["Words"];
            quota: components["schemas"]["QuotaBody"];
            /** Words */
            words: components["schemas"]["Words"][];
        };
        /**
         * HallBody
         * @description `kind`: hall, or an extra room: room, equipment, changing, kitchen. `buffer_min`: nobody else so long after a booking.
         */
        HallBody: {
            /**
             * Alone
             * @default false
             */
            alone: boolean;
            /**
             * Buffer Min
             * @default 0
             */
            buffer_min: number;
            /** Capacity */
            capacity: number;
            /**
             * Kind
             * @default hall
             * @enum {string}
             */
            kind: "hall" | "room" | "equipment" | "changing" | "kitchen";
            /** Name */
            name: string;
            /** Only Halls */
            only_halls?: string[];
            /**
             * Sections
             * @default 1
             */
            sections: number;
        };
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
        /**
         * HallDayOut
         * @description A day of a hall. `people`: time, count (null: not known), lower and upper bound. `usual`: what is usual then.
         */
        HallDayOut: {
            /** Bookings */
            bookings: components["schemas"]["DayBookingOut"][];
            /** Closing Error */
            closing_error: number | null;
            /** Doors */
            doors: components["schemas"]["CountedDoorOut"][];
            /** From Ms */
            from_ms: number;
            /** Hall */
            hall: string;
            /** Name */
            name: string;
            /** People */
            people: [
                number,
                number | null,
                number | null,
                number | null
            ][];
            /** To Ms */
            to_ms: number;
            /** Unbooked */
            unbooked: [
                number,
                number
            ][];
            /** Usual */
            usual: [
                number,
                number,
                number,
                number
            ][];
            /** Zone */
            zone: string;
        };
        /**
         * HallFreeOut
         * @description `state`: free, soon, busy, closed. `from_ms`: from when it is free, `until_ms`: until when at least.
         */
        HallFreeOut: {
            /** From Ms */
            from_ms: number | null;
            /** Hall */
            hall: string;
            /** Name */
            name: string;
            /** Sections */
            sections: number[];
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** State */
            state: string;
            /** Until Ms */
            until_ms: number | null;
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
        /**
         * HallUseOut
         * @description One hall over some days. `booked_h` = `used_h` + `empty_h` + `unknown_h`; `unbooked_h`: used and not booked.
         *
         *     `use_share`: used of what is booked and known, null when nothing is. `prime_pressure`: booked, asked and waited for, of
         *     the open prime time. `no_shows` null: not for this account. `known_share`: of the open time, sensors saw.
         */
        HallUseOut: {
            /** Booked H */
            booked_h: number;
            /** Empty H */
            empty_h: number;
            /** Hall */
            hall: string;
            /** Known Share */
            known_share: number | null;
            /** Mean People */
            mean_people: number | null;
            /** Name */
            name: string;
            /** No Shows */
            no_shows: number | null;
            /** Open H */
            open_h: number;
            /** Peak People */
            peak_people: number | null;
            /** Prime Pressure */
            prime_pressure: number | null;
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** Unbooked H */
            unbooked_h: number;
            /** Unknown H */
            unknown_h: number;
            /** Use Share */
            use_share: number | null;
            /** Used H */
            used_h: number;
        };
        /** HallsOut */
        HallsOut: {
            /** Halls */
            halls: components["schemas"]["HallOut"][];
        };
        /** HallsUseOut */
        HallsUseOut: {
            /** From Ms */
            from_ms: number;
            /** Halls */
            halls: components["schemas"]["HallUseOut"][];
            /** To Ms */
            to_ms: number;
        };
        /**
         * HandedBackOut
         * @description How many coming bookings are our own now.
         */
        HandedBackOut: {
            /** Stay */
            stay: number;
        };
        /**
         * HandingBody
         * @description Where ideas are handed on: an address of an office, and a webhook.
         */
        HandingBody: {
            /**
             * Email
             * @default
             */
            email: string;
            /**
             * Url
             * @default
             */
            url: string;
        };
        /**
         * HandingOut
         * @description `secret` signs the webhook; it is told once, when its address was set.
         */
        HandingOut: {
            /** Email */
            email: string;
            /**
             * Secret
             * @default
             */
            secret: string;
            /** Url */
            url: string;
        };
        /** HealthOut */
        HealthOut: {
            /** Status */
            status: string;
        };
        /**
         * HeatCellOut
         * @description `n`: on how many days it stands.
         */
        HeatCellOut: {
            /** N */
            n: number;
            /** Value */
            value: number;
        };
        /**
         * HeatOut
         * @description `cells`: for each of `days` (Monday is 0) one cell per hour, null where nothing is known.
         */
        HeatOut: {
            /** Cells */
            cells: (components["schemas"]["HeatCellOut"] | null)[][];
            /** Days */
            days: number[];
            /** Hours */
            hours: number[];
            prime: components["schemas"]["PrimeOut"];
            /** Unit */
            unit: string;
        };
        /**
         * HeldBody
         * @description `scope`: a club, a site, or empty for all.
         */
        HeldBody: {
            role: components["schemas"]["Role"];
            /** Scope */
            scope?: string | null;
        };
        /** HeldOut */
        HeldOut: {
            /** Role */
            role: string;
            /** Scope */
            scope: string;
        };
        /** HelpActBody */
        HelpActBody: {
            /**
             * Act
             * @enum {string}
             */
            act: "cancel" | "swap" | "keep" | "accept" | "decline";
        };
        /** HelpDismissBody */
        HelpDismissBody: {
            /** Booking */
            booking: string;
            role: components["schemas"]["Task"];
        };
        /** HelpJoinBody */
        HelpJoinBody: {
            /**
             * Of Age
             * @default false
             */
            of_age: boolean;
            /** Shifts */
            shifts: string[];
        };
        /**
         * HelpOccasionOut
         * @description A coming match or event of the club with the help it needs.
         */
        HelpOccasionOut: {
            /** Booking */
            booking: string;
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Proposals */
            proposals: components["schemas"]["HelpProposalOut"][];
            /** Sport */
            sport: string;
            /** Start Ms */
            start_ms: number;
            /** Title */
            title: string;
        };
        /**
         * HelpOfferBody
         * @description `contact`: the address of a role, never of a person. `place`: in words, where it is no hall of the town.
         */
        HelpOfferBody: {
            /** Booking */
            booking?: string | null;
            /**
             * Contact
             * @default
             */
            contact: string;
            /**
             * Hall
             * @default
             */
            hall: string;
            /**
             * Key
             * @default false
             */
            key: boolean;
            /** Languages */
            languages?: string[];
            /**
             * Min Age
             * @default 0
             */
            min_age: number;
            /**
             * Needs
             * @default
             */
            needs: string;
            /**
             * Place
             * @default
             */
            place: string;
            role: components["schemas"]["Task"];
            /**
             * Seated
             * @default false
             */
            seated: boolean;
            /** Shifts */
            shifts: components["schemas"]["HelpShiftBody"][];
            /** Skills */
            skills?: string[];
            /**
             * Sport
             * @default
             */
            sport: string;
            /**
             * Step Free
             * @default false
             */
            step_free: boolean;
            /**
             * Text
             * @default
             */
            text: string;
            /** Title */
            title: string;
            /**
             * Youth
             * @default false
             */
            youth: boolean;
        };
        /** HelpOfferOut */
        HelpOfferOut: {
            /** Booking */
            booking: string | null;
            /** Club */
            club: string | null;
            /** Club Name */
            club_name: string;
            /** Contact */
            contact: string;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Key */
            key: boolean;
            /** Languages */
            languages: string[];
            /** May Edit */
            may_edit: boolean;
            /** Min Age */
            min_age: number;
            /** Modified Ms */
            modified_ms: number;
            /** Needs */
            needs: string;
            /** Place */
            place: string;
            role: components["schemas"]["Task"];
            /** Seated */
            seated: boolean;
            /** Shifts */
            shifts: components["schemas"]["HelpShiftOut"][];
            /** Skills */
            skills: string[];
            /** Sport */
            sport: string;
            state: components["schemas"]["HelpOfferState"];
            /** Step Free */
            step_free: boolean;
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Youth */
            youth: boolean;
        };
        /**
         * HelpOfferState
         * @description Everybody sees an open one. A closed one takes nobody new; its shifts go on.
         * @enum {string}
         */
        HelpOfferState: "draft" | "open" | "closed" | "cancelled";
        /** HelpOffersOut */
        HelpOffersOut: {
            /** Now Ms */
            now_ms: number;
            /** Offers */
            offers: components["schemas"]["HelpOfferOut"][];
        };
        /**
         * HelpOpenBody
         * @description What was asked, and what was answered: kept with the name of who opens.
         */
        HelpOpenBody: {
            /** Answer */
            answer: string;
            /** Question */
            question: string;
            /** Slot */
            slot: number;
        };
        /**
         * HelpProposalOut
         * @description `optional`: only where the club wants it. `key`: its shift carries a key.
         */
        HelpProposalOut: {
            /** From Ms */
            from_ms: number;
            /** Key */
            key: boolean;
            /** Optional */
            optional: boolean;
            role: components["schemas"]["Task"];
            /** To Ms */
            to_ms: number;
            /** Wanted */
            wanted: number;
            why: components["schemas"]["Words"];
        };
        /** HelpProposalsOut */
        HelpProposalsOut: {
            /** Now Ms */
            now_ms: number;
            /** Occasions */
            occasions: components["schemas"]["HelpOccasionOut"][];
        };
        /**
         * HelpShiftBody
         * @description Without `id` it is a new shift.
         */
        HelpShiftBody: {
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /**
             * Id
             * @default
             */
            id: string;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
            /**
             * Wanted
             * @default 1
             */
            wanted: number;
        };
        /**
         * HelpShiftOut
         * @description `free` places may be taken now; `waiting` people are in line. `helpers` is empty for who may not see names.
         */
        HelpShiftOut: {
            /** Cancelled */
            cancelled: boolean;
            /** Counted */
            counted: number;
            /** Free */
            free: number;
            /** From Ms */
            from_ms: number;
            /** Helpers */
            helpers: components["schemas"]["HelperOut"][];
            /** Id */
            id: string;
            /** To Ms */
            to_ms: number;
            /** Waiting */
            waiting: number;
            /** Wanted */
            wanted: number;
        };
        /** HelpStateBody */
        HelpStateBody: {
            /**
             * State
             * @enum {string}
             */
            state: "open" | "closed" | "cancelled" | "draft";
        };
        /**
         * HelperOut
         * @description Somebody who signed up. Only who leads the club sees it.
         */
        HelperOut: {
            /** Answer By Ms */
            answer_by_ms: number | null;
            /** Email */
            email: string;
            /** Member */
            member: boolean;
            /** Name */
            name: string;
            /** Signup */
            signup: string;
            /** Since Ms */
            since_ms: number;
            state: components["schemas"]["SignState"];
        };
        /** HiddenBody */
        HiddenBody: {
            /** Hidden */
            hidden: boolean;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /** HintsOut */
        HintsOut: {
            /** Air */
            air: components["schemas"]["AirHintOut"][];
            /** Energy */
            energy: components["schemas"]["EnergyHintOut"][];
        };
        /** HistoryOut */
        HistoryOut: {
            /** Decisions */
            decisions: components["schemas"]["DecisionOut"][];
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
        /** HolidayBody */
        HolidayBody: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Name */
            name: string;
        };
        /** HolidayOut */
        HolidayOut: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Name */
            name: string;
        };
        /** HolidayRuleBody */
        HolidayRuleBody: {
            /** Calendar */
            calendar: string;
            /**
             * Rule
             * @enum {string}
             */
            rule: "usual" | "own" | "closed";
            /** Spans */
            spans?: [
                number,
                number
            ][];
        };
        /**
         * HolidayRuleOut
         * @description `rule`: closed, or own (the `spans`). A calendar without a rule changes nothing.
         */
        HolidayRuleOut: {
            /** Calendar */
            calendar: string;
            /** Rule */
            rule: string;
            /** Spans */
            spans: [
                number,
                number
            ][];
        };
        /**
         * HoursBody
         * @description `dry`: only say which bookings would be outside.
         */
        HoursBody: {
            /**
             * Dry
             * @default false
             */
            dry: boolean;
            /** Holidays */
            holidays?: components["schemas"]["HolidayRuleBody"][];
            /** Named */
            named?: components["schemas"]["NamedBody"][];
            /** Seasons */
            seasons: components["schemas"]["SeasonBody"][];
        };
        /**
         * HoursYearOut
         * @description A club's year. `minutes` counts everybody, also those whose names were deleted.
         */
        HoursYearOut: {
            /** Club */
            club: string;
            /** Minutes */
            minutes: number;
            /** People */
            people: components["schemas"]["PersonYearOut"][];
            /** Public Key */
            public_key: string;
            /** Records */
            records: components["schemas"]["RecordOut"][];
            /** Year */
            year: number;
        };
        /** IdeaAnswerBody */
        IdeaAnswerBody: {
            /** Answer */
            answer: string;
            /**
             * Done
             * @default false
             */
            done: boolean;
        };
        /**
         * IdeaBody
         * @description The words as everybody is to read them: names that were written in are taken out here.
         */
        IdeaBody: {
            /**
             * Hall
             * @default
             */
            hall: string;
            kind: components["schemas"]["IdeaKind"];
            state: components["schemas"]["IdeaState"];
            /** Text */
            text: string;
            /** Title */
            title: string;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * IdeaKind
         * @description What an idea is about.
         * @enum {string}
         */
        IdeaKind: "barrier" | "repair" | "sport" | "other";
        /** IdeaMergeBody */
        IdeaMergeBody: {
            /** Into */
            into: string;
        };
        /**
         * IdeaOut
         * @description `wants_mail`: whoever left it gave an address and confirmed it; the address itself is told to nobody.
         */
        IdeaOut: {
            /** Answer */
            answer: string;
            /** Answered Ms */
            answered_ms: number | null;
            /** Changed Ms */
            changed_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Into */
            into: string;
            kind: components["schemas"]["IdeaKind"];
            /** Made Ms */
            made_ms: number;
            origin: components["schemas"]["Origin"];
            /** Passed Ms */
            passed_ms: number | null;
            /** Passed Ref */
            passed_ref: string;
            passed_sent: components["schemas"]["Sent"];
            /** Passed To */
            passed_to: string;
            passed_way: components["schemas"]["Way"];
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            state: components["schemas"]["IdeaState"];
            /** Support */
            support: number;
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Wants Mail */
            wants_mail: boolean;
            /** Why */
            why: string;
        };
        /**
         * IdeaPassBody
         * @description `mail` and `call` go where the office set it; `file`: somebody took the list along.
         */
        IdeaPassBody: {
            /**
             * Way
             * @enum {string}
             */
            way: "mail" | "file" | "call";
        };
        /**
         * IdeaState
         * @description How far an idea has come. `NEW` and `HIDDEN` are never shown.
         * @enum {string}
         */
        IdeaState: "new" | "open" | "passed_on" | "answered" | "done" | "hidden";
        /**
         * IdeasOut
         * @description `may`: whether who asks may decide, and not only read.
         */
        IdeasOut: {
            /** Ideas */
            ideas: components["schemas"]["IdeaOut"][];
            /** May */
            may: boolean;
        };
        /**
         * IdentifyBody
         * @description `on_s` 0 ends it.
         */
        IdentifyBody: {
            /**
             * On S
             * @default 30
             */
            on_s: number;
        };
        /** ImpactOut */
        ImpactOut: {
            /** From Date */
            from_date: string;
            /**
             * Interval
             * @default 95 %
             */
            interval: string;
            /** Measures */
            measures: components["schemas"]["MeasureOut"][];
            /** Smallest */
            smallest: number;
            /** To Date */
            to_date: string | null;
            /** Year */
            year: number;
            /** Years */
            years: number[];
        };
        /**
         * ImportBody
         * @description Either `text` or `url`. `people` says whom a label means that could not be matched. `apply` False only looks.
         */
        ImportBody: {
            /**
             * Apply
             * @default false
             */
            apply: boolean;
            /** People */
            people?: {
                [key: string]: string;
            };
            /**
             * Position
             * @default 1
             */
            position: number;
            /**
             * Sites
             * @description empty: all
             */
            sites?: string[];
            /** Text */
            text?: string | null;
            /** Url */
            url?: string | null;
        };
        /**
         * ImportOut
         * @description `good` entries become shifts, `replaced` shifts of earlier imports go.
         */
        ImportOut: {
            /** Applied */
            applied: boolean;
            /** Entries */
            entries: components["schemas"]["EntryOut"][];
            /** Good */
            good: number;
            /** Replaced */
            replaced: number;
            /** Unknown */
            unknown: string[];
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
            /** @default [] */
            advice: components["schemas"]["Advice"][];
            /** @default null */
            cleared_ms: number | null;
            /** @default 1 */
            count: number;
            /** @default null */
            delay_until_ms: number | null;
            /** @default  */
            detail: string;
            /** @default  */
            device: string;
            /** @default false */
            drill: boolean;
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
            /** @default null */
            next_ms: number | null;
            /** @default  */
            next_name: string;
            /** @default  */
            note: string;
            raised_ms: number;
            /** @default  */
            ref: string;
            /** @default  */
            resolved_by: string;
            /** @default null */
            resolved_ms: number | null;
            /** @default [] */
            sensors: components["schemas"]["SensorSaid"][];
            sev: components["schemas"]["Severity"];
            since_ms: number;
            /** @default false */
            siren: boolean;
            site: string;
            site_name: string;
            /** @default null */
            slot: number | null;
            state: components["schemas"]["IncidentState"];
            /** @default [] */
            steps: components["schemas"]["IncidentStep"][];
            /** @default [] */
            told: string[];
            /** @default  */
            zone: string;
        };
        /**
         * IncidentKind
         * @description Everything an incident can be about; every page and notice has words for each. Alarm types keep their names.
         * @enum {unknown}
         */
        IncidentKind: "alert_path" | "authority" | "battery" | "broker_down" | "call_point" | "co" | "code_late" | "component" | "damage" | "device_care" | "device_silent" | "drill" | "duress" | "exit_ends" | "fire_off" | "forced_door" | "guessing" | "heat" | "help" | "inside" | "jammed" | "key_conflict" | "key_lost" | "key_missing" | "key_overdue" | "key_unknown" | "left_open" | "mains" | "no_key" | "no_show" | "nobody_on_call" | "other" | "overcrowded" | "panel" | "panel_fault" | "pre_alarm" | "responder" | "revoked" | "sensor_fault" | "site_link" | "smoke" | "tamper" | "wrong_key";
        /**
         * IncidentState
         * @enum {unknown}
         */
        IncidentState: "acknowledged" | "open" | "resolved";
        /**
         * IncidentStep
         * @description One line of an incident's timeline. `who` acted or was told, `way` is a message's path, `text` the figure or word.
         */
        IncidentStep: {
            kind: components["schemas"]["StepKind"];
            t_ms: number;
            /** @default  */
            text: string;
            /** @default  */
            way: string;
            /** @default  */
            who: string;
        };
        /**
         * InsteadBody
         * @description Another time or place for one date; what is missing is as in the series.
         */
        InsteadBody: {
            /** Hall */
            hall?: string | null;
            /** Sections */
            sections?: number[] | null;
            /** Start Ms */
            start_ms?: number | null;
        };
        /** InviteBody */
        InviteBody: {
            /** Email */
            email: string;
            /** Name */
            name?: string | null;
            /**
             * Role
             * @default trainer
             * @enum {string}
             */
            role: "club_admin" | "trainer" | "member" | "guest";
        };
        /**
         * InviteOut
         * @description `state`: open or expired. `person` may follow somebody who is removed.
         *
         *     Nothing in it tells whether the address has an account here already.
         */
        InviteOut: {
            /** Email */
            email: string;
            /** Expires Ms */
            expires_ms: number;
            /** Id */
            id: string;
            /** Person */
            person: string;
            /** Role */
            role: string;
            /** Sent Ms */
            sent_ms: number;
            /** State */
            state: string;
        };
        /**
         * IssuedKeyOut
         * @description The key is shown this once.
         */
        IssuedKeyOut: {
            /** Id */
            id: string;
            /** Key */
            key: string;
        };
        /**
         * KeyBody
         * @description `club` empty: all clubs of the person; `roles` empty: all roles. Without `writes` the key only reads.
         */
        KeyBody: {
            /** Club */
            club?: string | null;
            /**
             * Days
             * @default 90
             */
            days: number;
            /** Name */
            name: string;
            /**
             * Roles
             * @default []
             */
            roles: components["schemas"]["Role"][];
            /**
             * Writes
             * @default false
             */
            writes: boolean;
        };
        /** KeyHolderOut */
        KeyHolderOut: {
            /** Due Ms */
            due_ms: number | null;
            /** Holder */
            holder: string;
            /** Label */
            label: string;
            /** Since Ms */
            since_ms: number;
            /** Slot */
            slot: number;
        };
        /**
         * KeyOut
         * @description A key that is out. `holder` is the person's name where the locker knew it and this account may read it.
         */
        KeyOut: {
            /** Booking */
            booking: string;
            /** Club */
            club: string;
            /** Device */
            device: string;
            /** Due Ms */
            due_ms: number | null;
            /** Hall */
            hall: string;
            /** Holder */
            holder: string;
            /** Label */
            label: string;
            /** Lost */
            lost: boolean;
            /** Overdue */
            overdue: boolean;
            /** Since Ms */
            since_ms: number;
            /** Slot */
            slot: number;
            /** Title */
            title: string;
        };
        /** KeysOut */
        KeysOut: {
            /** Keys */
            keys: components["schemas"]["KeyOut"][];
            /** Now Ms */
            now_ms: number;
        };
        /**
         * KindOut
         * @description `ready`: whether this server can carry it for who asks.
         */
        KindOut: {
            hint: components["schemas"]["Words"];
            kind: components["schemas"]["hallenwart_backend__alerts__ways__rules__Kind"];
            name: components["schemas"]["Words"];
            /** Ready */
            ready: boolean;
            /** Wakes */
            wakes: boolean | null;
        };
        /**
         * KindSaid
         * @description `oldest_ms` None: nothing is kept. `left`: rows that are too old and still there after the last run.
         */
        KindSaid: {
            /** Days */
            days: number;
            /** Deleted */
            deleted: number;
            /** Id */
            id: string;
            /** Least */
            least: number;
            /** Left */
            left: number;
            /** Most */
            most: number;
            /** Oldest Ms */
            oldest_ms: number | null;
            /** People */
            people: boolean;
            words: components["schemas"]["Words"];
        };
        /** KnownBody */
        KnownBody: {
            /** Club */
            club?: string | null;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
        };
        /**
         * KnownOut
         * @description The club knows this person by name, until.
         */
        KnownOut: {
            /**
             * At Ms
             * @description milliseconds since the epoch, UTC
             */
            at_ms: number;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
        };
        /** LearnBody */
        LearnBody: {
            /** Device */
            device: string;
        };
        /** LedHallOut */
        LedHallOut: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Parts */
            parts: string[];
            /** Sections */
            sections: number;
            /** Zone */
            zone: string;
        };
        /** LedgerLine */
        LedgerLine: {
            /** Given */
            given: boolean;
            /** Party */
            party: string;
            /** Record Days */
            record_days: number;
            /** T Ms */
            t_ms: number;
            /** Version */
            version: string;
            /** Way */
            way: string;
        };
        /** LendingBody */
        LendingBody: {
            /** Allowed */
            allowed: boolean;
            /** Looked At */
            looked_at: number;
            /** Row */
            row: number;
            /** Until Min */
            until_min: number;
            /** Unused */
            unused: number;
            /** Week */
            week: number;
        };
        /** LentListOut */
        LentListOut: {
            /** Clubs */
            clubs: components["schemas"]["LentOut"][];
        };
        /**
         * LentOut
         * @description Dates a club offered, of these taken by others, taken from others, and cancelled late.
         */
        LentOut: {
            /** Borrowed */
            borrowed: number;
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Late */
            late: number;
            /** Lent */
            lent: number;
            /** Offered */
            offered: number;
        };
        /**
         * Letter
         * @description A message to a person by one way.
         *
         *         `state`: waiting, retrying, handed_over, delivered, opened, acked, withdrawn, failed. `handed_ms`: the next hop took it;
         *         `dead_ms`: it was given up, `error` says why.
         */
        Letter: {
            /** @default null */
            acked_ms: number | null;
            /** @default 0 */
            attempts: number;
            created_ms: number;
            /** @default null */
            dead_ms: number | null;
            /** @default null */
            delivered_ms: number | null;
            /** @default  */
            error: string;
            /** @default null */
            handed_ms: number | null;
            id: number;
            next_ms: number;
            /** @default null */
            opened_ms: number | null;
            state: string;
            way: string;
            who: string;
        };
        /**
         * Level
         * @enum {string}
         */
        Level: "all" | "beginners" | "advanced" | "competition";
        /** LicenseOut */
        LicenseOut: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
        };
        /** LinkBody */
        "LinkBody-Output": {
            /** Label */
            label: string;
            /** Url */
            url: string;
        };
        /**
         * LinkOut
         * @description `said` is null where it was erased; hashes in hex. `name`: whose pseudonym `who` is, while the account exists.
         */
        LinkOut: {
            /** About */
            about: string;
            /** C */
            c: string;
            /** Device */
            device: string;
            /** Hash */
            hash: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Number */
            number: number;
            /** Said */
            said: string | null;
            /** Site */
            site: string;
            /** T Ms */
            t_ms: number;
            /** Who */
            who: string;
            /** Zone */
            zone: string;
        };
        /**
         * ListBody
         * @description Which column is what, by its heading; `roles`: what words of the list mean here, "" for: stays out.
         */
        ListBody: {
            /** Columns */
            columns: {
                [key: string]: string;
            };
            /**
             * Roles
             * @default {}
             */
            roles: {
                [key: string]: "club_admin" | "trainer" | "member" | "";
            };
        };
        /**
         * ListOut
         * @description `people`: how many came by the list. `new`, `changed`, `gone`: at the last run.
         */
        ListOut: {
            /** Changed */
            changed: number;
            /** Columns */
            columns: {
                [key: string]: string;
            };
            /** Gone */
            gone: number;
            /** New */
            new: number;
            /** People */
            people: number;
            /** Roles */
            roles: {
                [key: string]: string;
            };
            /** Run Ms */
            run_ms: number | null;
        };
        /** ListedOut */
        ListedOut: {
            /** Email */
            email: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
        };
        /** LiveBody */
        LiveBody: {
            /** On */
            on: boolean;
        };
        /** LiveOut */
        LiveOut: {
            /** Command */
            command: string;
        };
        /**
         * LocalOut
         * @description A booking of our own that stands in a hall of the source.
         */
        LocalOut: {
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Line */
            line: string;
            /** Partner */
            partner: string;
            /** Place */
            place: string;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
        };
        /**
         * LogLineOut
         * @description `by`: club, office, panel, camera, system, visitor.
         */
        LogLineOut: {
            /** By */
            by: string;
            /** Deed */
            deed: string;
            /** T Ms */
            t_ms: number;
            /** Why */
            why: string;
        };
        /**
         * LogLinesOut
         * @description Oldest first.
         */
        LogLinesOut: {
            /** Lines */
            lines: string[];
            /** Received Ms */
            received_ms: number;
            /** Ref */
            ref: string;
        };
        /**
         * LogOut
         * @description Lines that a device sent; the lines themselves come by `/api/fleet/{device}/logs/{ref}`.
         */
        LogOut: {
            /** Lines */
            lines: number;
            /** Received Ms */
            received_ms: number;
            /** Ref */
            ref: string;
        };
        /** LogsBody */
        LogsBody: {
            /**
             * Level
             * @default
             * @enum {string}
             */
            level: "" | "debug" | "info" | "warning";
            /**
             * Lines
             * @default 500
             */
            lines: number;
        };
        /**
         * LookOut
         * @description What a file would change; at most 200 of each kind are named. `stops`: so many would go that it has to be confirmed.
         */
        LookOut: {
            /** Bad */
            bad: components["schemas"]["BadRowOut"][];
            /** Bad Count */
            bad_count: number;
            /** Changed */
            changed: components["schemas"]["ListedOut"][];
            /** Changed Count */
            changed_count: number;
            /** Columns */
            columns: {
                [key: string]: string;
            };
            /** Digest */
            digest: string;
            /** Gone */
            gone: components["schemas"]["ListedOut"][];
            /** Gone Count */
            gone_count: number;
            /** Guessed */
            guessed: boolean;
            /** Head */
            head: string[];
            /** New */
            new: components["schemas"]["ListedOut"][];
            /** New Count */
            new_count: number;
            /** Ready */
            ready: boolean;
            /** Roles */
            roles: {
                [key: string]: string;
            };
            /** Same */
            same: number;
            /** Stops */
            stops: boolean;
        };
        /** LostBody */
        LostBody: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** MadeOut */
        MadeOut: {
            /** Id */
            id: string;
        };
        /** ManyBody */
        ManyBody: {
            /** Approve */
            approve: boolean;
            /** Requests */
            requests: string[];
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * MarkBody
         * @description `club` None: the town.
         */
        MarkBody: {
            /** Club */
            club?: string | null;
            /** Text */
            text: string;
        };
        /**
         * Marking
         * @description Court lines on the floor: `courts` of a sport, lying in `sections` (none: anywhere).
         */
        Marking: {
            /**
             * Courts
             * @default 1
             */
            courts: number;
            /**
             * Sections
             * @default []
             */
            sections: number[];
            /** Sport */
            sport: string;
        };
        /** MarkingBody */
        MarkingBody: {
            /**
             * Courts
             * @default 1
             */
            courts: number;
            /** Sections */
            sections?: number[];
            /** Sport */
            sport: string;
        };
        /**
         * MatchOut
         * @description `ok`: speaks for it; otherwise it is to be known. `code` for programs.
         */
        MatchOut: {
            /** Code */
            code: string;
            /** Ok */
            ok: boolean;
            words: components["schemas"]["Words"];
        };
        /** MeBody */
        MeBody: {
            /** Name */
            name: string;
            /**
             * Phone
             * @default
             */
            phone: string;
        };
        /**
         * MeOut
         * @description `has_password`: whether one can sign in by password.
         */
        MeOut: {
            /** Created Ms */
            created_ms: number;
            /** Email */
            email: string;
            /** Has Password */
            has_password: boolean;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
        };
        /**
         * Measure
         * @description `people`: on average while counted. The others are shares: `busy` of the known time, `booked` and `pressure` of the open
         *     time, `empty` of the booked and known time. Hours in which a hall is closed are left out.
         * @enum {string}
         */
        Measure: "people" | "busy" | "booked" | "empty" | "pressure";
        /**
         * MeasureOut
         * @description `high` null with a `value`: nobody can say how much more. `why`: unknown, few; then there is no figure.
         */
        MeasureOut: {
            /** Cases */
            cases: number | null;
            de: components["schemas"]["WordsOfMeasure"];
            en: components["schemas"]["WordsOfMeasure"];
            /** High */
            high: number | null;
            /** Id */
            id: string;
            /** Level */
            level: string;
            /** Low */
            low: number | null;
            /** Unit */
            unit: string;
            /** Unknown */
            unknown: number | null;
            /** Value */
            value: number | null;
            /** Why */
            why: string;
        };
        /**
         * MemberOut
         * @description `roles` are those in this club, the strongest first.
         */
        MemberOut: {
            /** Email */
            email: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Open */
            open: boolean;
            /** Phone */
            phone: string;
            /** Roles */
            roles: string[];
        };
        /**
         * MessagesBody
         * @description `digest_min`: e-mails come together at that time, null: at once. Groups left out stay as they are.
         */
        MessagesBody: {
            /**
             * Code In Mail
             * @default false
             */
            code_in_mail: boolean;
            /** Digest Min */
            digest_min?: number | null;
            /** Groups */
            groups: components["schemas"]["ChosenBody"][];
            /** Language */
            language: string;
            /**
             * Lead Min
             * @description minutes before a date; 0: no reminder
             */
            lead_min: number;
            /**
             * Own
             * @default false
             */
            own: boolean;
            /**
             * Town
             * @default false
             */
            town: boolean;
        };
        /**
         * MessagesOut
         * @description `there` are the channels that reach who asks now; `office`: the town's own bookings can be told, too.
         */
        MessagesOut: {
            /** Code In Mail */
            code_in_mail: boolean;
            /** Digest Min */
            digest_min: number | null;
            /** Groups */
            groups: components["schemas"]["GroupOut"][];
            /** Language */
            language: string;
            /** Lead Min */
            lead_min: number;
            /** Office */
            office: boolean;
            /** Own */
            own: boolean;
            /** There */
            there: components["schemas"]["Channel"][];
            /** Town */
            town: boolean;
        };
        /**
         * MetOut
         * @description A date that is met. `lot`: cancelled, moved, kept, keeps_hall (it only loses a room). `elsewhere`: who leads it and is
         *     to be told there. `people` of the club are told. `substitutes`: the best first.
         */
        MetOut: {
            at: components["schemas"]["hallenwart_backend__booking__series__answers__SpanOut"];
            /** Booking */
            booking: string;
            /** Club */
            club: string;
            /** Club Id */
            club_id: string;
            /** Elsewhere */
            elsewhere: string;
            /** Lot */
            lot: string;
            /** People */
            people: number;
            /** Running */
            running: boolean;
            /** Series */
            series: string;
            /** Substitutes */
            substitutes: components["schemas"]["SpotOut"][];
            /** Title */
            title: string;
            to: components["schemas"]["hallenwart_backend__booking__series__answers__SpanOut"] | null;
        };
        /**
         * Mode
         * @enum {string}
         */
        Mode: "off" | "remind" | "required";
        /**
         * MonthOut
         * @description Dates are counts, `*_min` are minutes. `month` 0: the whole year. `volunteer_min` null: nobody counts them here.
         */
        MonthOut: {
            /** Booked Min */
            booked_min: number;
            /** Borrowed */
            borrowed: number;
            /** Cancelled Late */
            cancelled_late: number;
            /** Dates */
            dates: number;
            /** Empty */
            empty: number;
            /** Explained */
            explained: number;
            /** Lent */
            lent: number;
            /** Lent Min */
            lent_min: number;
            /** Month */
            month: number;
            /** Unknown */
            unknown: number;
            /** Used */
            used: number;
            /** Volunteer Min */
            volunteer_min: number | null;
        };
        /**
         * MoveBody
         * @description What is missing stays as it is. Another `kind` is for the office to say.
         */
        MoveBody: {
            /** Effects */
            effects?: "fog"[] | null;
            /** End Ms */
            end_ms?: number | null;
            /** Hall */
            hall?: string | null;
            kind?: components["schemas"]["hallenwart_backend__booking__model__Kind"] | null;
            /** Note */
            note?: string | null;
            /** Rooms */
            rooms?: string[] | null;
            /** Sections */
            sections?: number[] | null;
            /** Start Ms */
            start_ms?: number | null;
            /** Title */
            title?: string | null;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * MySignUpOut
         * @description One's own place. `mark` is what the QR code says at the hall, empty without a place.
         */
        MySignUpOut: {
            /** Answer By Ms */
            answer_by_ms: number | null;
            /** From Ms */
            from_ms: number;
            /** Mark */
            mark: string;
            /** Offer */
            offer: string;
            /** Shift */
            shift: string;
            /** Signup */
            signup: string;
            state: components["schemas"]["SignState"];
            /** Title */
            title: string;
            /** To Ms */
            to_ms: number;
            /** Where */
            where: string;
        };
        /** MySignUpsOut */
        MySignUpsOut: {
            /** Now Ms */
            now_ms: number;
            /** Signups */
            signups: components["schemas"]["MySignUpOut"][];
        };
        /** NamedBody */
        NamedBody: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "children" | "school";
            /**
             * Label
             * @default
             */
            label: string;
            /**
             * Week
             * @description Monday first
             */
            week: [
                number,
                number
            ][][];
        };
        /**
         * NamedOut
         * @description `kind`: children (they come first at these times), school (for schools only).
         */
        NamedOut: {
            /** Kind */
            kind: string;
            /** Label */
            label: string;
            /** Week */
            week: [
                number,
                number
            ][][];
        };
        /**
         * NewDeviceBody
         * @description `id` is the device's name on the wire and in its certificate; it cannot be changed later.
         */
        NewDeviceBody: {
            /** Id */
            id: string;
            /**
             * Name
             * @default
             */
            name: string;
            /** Site */
            site: string;
        };
        /** NewDeviceOut */
        NewDeviceOut: {
            /** Id */
            id: string;
        };
        /** NewEventBody */
        NewEventBody: {
            /** Booking */
            booking: string;
            camera?: components["schemas"]["CameraName"] | null;
            /** Links */
            links?: components["schemas"]["hallenwart_backend__events__fields__LinkBody"][];
            /**
             * Minors
             * @default false
             */
            minors: boolean;
            /**
             * Record Days
             * @default 0
             */
            record_days: number;
            /** Shown In */
            shown_in?: string[];
            /** Spectators */
            spectators?: number | null;
            /**
             * Sport
             * @default
             */
            sport: string;
            /**
             * Stream
             * @default false
             */
            stream: boolean;
            /** Teams */
            teams?: string[];
            /**
             * Text
             * @default
             */
            text: string;
            /** Title */
            title: string;
            /**
             * Visitors
             * @default
             */
            visitors: string;
        };
        /**
         * NewFeedOut
         * @description `url` holds the secret; it is told this once.
         */
        NewFeedOut: {
            feed: components["schemas"]["FeedOut"];
            /** Url */
            url: string;
        };
        /** NewHallBody */
        NewHallBody: {
            /**
             * Alone
             * @default false
             */
            alone: boolean;
            /**
             * Buffer Min
             * @default 0
             */
            buffer_min: number;
            /** Capacity */
            capacity: number;
            /**
             * Kind
             * @default hall
             * @enum {string}
             */
            kind: "hall" | "room" | "equipment" | "changing" | "kitchen";
            /** Name */
            name: string;
            /** Only Halls */
            only_halls?: string[];
            /**
             * Sections
             * @default 1
             */
            sections: number;
            /** Site */
            site: string;
        };
        /**
         * NewHelpOfferBody
         * @description `club` None: the town itself. `open`: everybody sees it at once.
         */
        NewHelpOfferBody: {
            /** Booking */
            booking?: string | null;
            /** Club */
            club?: string | null;
            /**
             * Contact
             * @default
             */
            contact: string;
            /**
             * Hall
             * @default
             */
            hall: string;
            /**
             * Key
             * @default false
             */
            key: boolean;
            /** Languages */
            languages?: string[];
            /**
             * Min Age
             * @default 0
             */
            min_age: number;
            /**
             * Needs
             * @default
             */
            needs: string;
            /**
             * Open
             * @default false
             */
            open: boolean;
            /**
             * Place
             * @default
             */
            place: string;
            role: components["schemas"]["Task"];
            /**
             * Seated
             * @default false
             */
            seated: boolean;
            /** Shifts */
            shifts: components["schemas"]["HelpShiftBody"][];
            /** Skills */
            skills?: string[];
            /**
             * Sport
             * @default
             */
            sport: string;
            /**
             * Step Free
             * @default false
             */
            step_free: boolean;
            /**
             * Text
             * @default
             */
            text: string;
            /** Title */
            title: string;
            /**
             * Youth
             * @default false
             */
            youth: boolean;
        };
        /**
         * NewKeyOut
         * @description `secret` is the key itself, shown this once.
         */
        NewKeyOut: {
            key: components["schemas"]["ApiKeyOut"];
            /** Secret */
            secret: string;
        };
        /** NewPersonBody */
        NewPersonBody: {
            /** Email */
            email: string;
            /** Name */
            name: string;
            /**
             * Phone
             * @default
             */
            phone: string;
            /**
             * Roles
             * @default []
             */
            roles: components["schemas"]["HeldBody"][];
        };
        /**
         * NewSourceOut
         * @description `key` of a source that pushes is shown this once.
         */
        NewSourceOut: {
            /** Key */
            key: string;
            source: components["schemas"]["SourceOut"];
        };
        /**
         * NextBody
         * @description The next season: a year later, or as named. Nothing is booked before it is asked for with `dry` false.
         */
        NextBody: {
            /**
             * Dry
             * @default true
             */
            dry: boolean;
            /** From Date */
            from_date?: string | null;
            /** Instead */
            instead?: {
                [key: string]: number | components["schemas"]["InsteadBody"] | null;
            };
            /**
             * On Conflict
             * @default skip
             * @enum {string}
             */
            on_conflict: "skip" | "refuse";
            /** Skip */
            skip?: string[];
            /** To Date */
            to_date?: string | null;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * NightBody
         * @description Local wall time of the site.
         */
        NightBody: {
            /** End */
            end: string;
            /** Start */
            start: string;
        };
        /** NoteBody */
        NoteBody: {
            /** Text */
            text: string;
        };
        /**
         * NoticeAnswerOut
         * @description Who answered: the club, never an address. `mine`: that was who asks.
         */
        NoticeAnswerOut: {
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Id */
            id: string;
            /** Last Ms */
            last_ms: number;
            /** Mine */
            mine: boolean;
        };
        /** NoticeBody */
        NoticeBody: {
            kind: components["schemas"]["NoticeKind"];
            /** Text */
            text: string;
            /** Title */
            title: string;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
        };
        /** NoticeHiddenBody */
        NoticeHiddenBody: {
            /** Hidden */
            hidden: boolean;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * NoticeKind
         * @enum {string}
         */
        NoticeKind: "equipment" | "training" | "lift" | "referee" | "other";
        /** NoticeMadeOut */
        NoticeMadeOut: {
            /** Id */
            id: string;
        };
        /**
         * NoticeOut
         * @description `own`: of a club of who asks. `stands`: other clubs see it. `reported`: the office has to look at it.
         */
        NoticeOut: {
            /** Answers */
            answers: components["schemas"]["NoticeAnswerOut"][];
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Id */
            id: string;
            kind: components["schemas"]["NoticeKind"];
            /** Made Ms */
            made_ms: number;
            /** Own */
            own: boolean;
            /** Reported */
            reported: boolean;
            /** Stands */
            stands: boolean;
            state: components["schemas"]["NoticeState"];
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Until Ms */
            until_ms: number;
            /** Why */
            why: string;
        };
        /**
         * NoticeState
         * @enum {string}
         */
        NoticeState: "open" | "ended" | "hidden";
        /**
         * NoticesOut
         * @description `may_write`: who asks may post and answer for their club.
         */
        NoticesOut: {
            /** May Write */
            may_write: boolean;
            /** Notices */
            notices: components["schemas"]["NoticeOut"][];
        };
        /**
         * OffReason
         * @description Why a zone or sensor is disabled, as a word: nothing a person wrote reaches a device.
         * @enum {string}
         */
        OffReason: "fog" | "dust" | "steam" | "work" | "defect" | "other";
        /**
         * OfferBody
         * @description `to`: a club's id or a group (school, club, other); empty for everybody.
         */
        OfferBody: {
            /**
             * Note
             * @default
             */
            note: string;
            /** To */
            to?: string | null;
        };
        /** OfferMadeOut */
        OfferMadeOut: {
            /** Offer */
            offer: string;
        };
        /**
         * OfferOut
         * @description `mine`: offered by the asking person's club. `fault` says why the own club cannot take it, null when it can.
         */
        OfferOut: {
            /** Booking */
            booking: string;
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Created Ms */
            created_ms: number;
            /** End Ms */
            end_ms: number;
            fault: components["schemas"]["Words"] | null;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Mine */
            mine: boolean;
            /** Note */
            note: string;
            /** Section Count */
            section_count: number;
            /** Sections */
            sections: number[];
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** Start Ms */
            start_ms: number;
            /** Title */
            title: string;
            /** To Club */
            to_club: string;
            /** To Group */
            to_group: string;
            to_name: components["schemas"]["Words"] | null;
            /** Until Ms */
            until_ms: number;
        };
        /** OffersOut */
        OffersOut: {
            /** Offers */
            offers: components["schemas"]["OfferOut"][];
        };
        /**
         * OnCallOut
         * @description `source`: shift, chain, admin (nobody else can be woken).
         */
        OnCallOut: {
            /** Name */
            name: string;
            /** Paths */
            paths: number;
            /** Person */
            person: string;
            /** Position */
            position: number;
            /**
             * Source
             * @enum {string}
             */
            source: "shift" | "chain" | "admin";
            /** Stand In For */
            stand_in_for: string;
            /** Until Ms */
            until_ms: number | null;
            /** Ways */
            ways: number;
        };
        /**
         * OnTimeShape
         * @description When the screen is on, in local wall time: minutes after midnight on these days (0 is Monday).
         */
        OnTimeShape: {
            /**
             * Brightness Pct
             * @default 100
             */
            brightness_pct: number;
            /** Days */
            days: number[];
            /** From Min */
            from_min: number;
            /** To Min */
            to_min: number;
        };
        /** OpenBody */
        OpenBody: {
            /** Reason */
            reason: string;
            /** Slot */
            slot: number;
        };
        /**
         * OpensOut
         * @description A key, and the doors it opens: `Schlüssel 3 öffnet Eingang Nord und Geräteraum`; `words` empty where none was entered.
         */
        OpensOut: {
            /** Device */
            device: string;
            /** Doors */
            doors: string[];
            /** Number */
            number: number;
            /** Words */
            words: string;
        };
        /**
         * OptionOut
         * @description Another time or place for a date that is not free; `start_ms`, `hall` and `sections` are what `instead` takes.
         */
        OptionOut: {
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
        };
        /**
         * OptionsOut
         * @description `options` as `navigator.credentials` takes them, with bytes in base64url.
         */
        OptionsOut: {
            /** Options */
            options: {
                [key: string]: unknown;
            };
        };
        /**
         * OrderBody
         * @description Whom one situation calls. `escalate_s` 0: nobody after the first; `remind_s` 0: no reminders.
         */
        OrderBody: {
            /** Escalate S */
            escalate_s: number;
            /** Night */
            night: boolean;
            /** Occupied */
            occupied: boolean;
            /** Remind S */
            remind_s: number;
            situation: components["schemas"]["Situation"];
            urgency: components["schemas"]["Urgency"];
            whom: components["schemas"]["Whom"];
        };
        /** OrderSaid */
        OrderSaid: {
            /** Escalate S */
            escalate_s: number;
            /** Night */
            night: boolean;
            /** Occupied */
            occupied: boolean;
            /** Remind S */
            remind_s: number;
            situation: components["schemas"]["Situation"];
            urgency: components["schemas"]["Urgency"];
            whom: components["schemas"]["Whom"];
            words: components["schemas"]["Words"];
        };
        /**
         * Origin
         * @enum {string}
         */
        Origin: "kiosk" | "web";
        /**
         * OutcomeOut
         * @description `result`: created, moved, changed, cancelled, unchanged, refused, ignored. `why` says why of the last two.
         *
         *     `other`: the uid (or, of a booking that is not the source's, the line) that is in the way. `booking`: the id here.
         */
        OutcomeOut: {
            /** Booking */
            booking?: string | null;
            /**
             * End Ms
             * @default 0
             */
            end_ms: number;
            /**
             * Other
             * @default
             */
            other: string;
            /**
             * Result
             * @enum {string}
             */
            result: "created" | "moved" | "changed" | "cancelled" | "unchanged" | "refused" | "ignored";
            /**
             * Start Ms
             * @default 0
             */
            start_ms: number;
            /** Uid */
            uid: string;
            /**
             * Why
             * @default
             */
            why: string;
            words?: components["schemas"]["Words"] | null;
        };
        /**
         * OutputOut
         * @description `on` null: not known. `stale`: its device is silent, this is what it told last.
         */
        OutputOut: {
            /** Device */
            device: string;
            /** Fault */
            fault: string;
            /** Hall */
            hall: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** On */
            on: boolean | null;
            /** Sections */
            sections: number[];
            /** Since Ms */
            since_ms: number | null;
            /** Stale */
            stale: boolean;
            /** Until Ms */
            until_ms: number | null;
            /** Why */
            why: string;
        };
        /**
         * OutsideBookingBody
         * @description `place`: a hall as you or we call it; `part`: a part of it, or sections as `1,2`; both empty: the only hall you lead.
         *
         *     `updated_ms` or `sequence` (use one of them, always) rise with each change: an older word is then ignored.
         */
        OutsideBookingBody: {
            /**
             * Club
             * @default
             */
            club: string;
            /**
             * End
             * @description ISO 8601, with offset or as wall time in `zone`
             * @example 2026-11-26T18:00:00+01:00
             */
            end: string;
            /**
             * Part
             * @default
             */
            part: string;
            /**
             * Place
             * @default
             */
            place: string;
            /** Sequence */
            sequence?: number | null;
            /**
             * Start
             * @description ISO 8601, with offset or as wall time in `zone`
             * @example 2026-11-26T18:00:00+01:00
             */
            start: string;
            /**
             * Title
             * @default
             */
            title: string;
            /** Updated Ms */
            updated_ms?: number | null;
            /**
             * Zone
             * @default
             */
            zone: string;
        };
        /**
         * OutsideOut
         * @description A coming booking that a change leaves outside; it stays until somebody moves or cancels it.
         */
        OutsideOut: {
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Line */
            line: string;
            /** Place */
            place: string;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
        };
        /** OutsidePlaceOut */
        OutsidePlaceOut: {
            /** Hall */
            hall: string;
            /** Name */
            name: string;
            /** Sections */
            sections: number[];
        };
        /**
         * OutsidePlanBody
         * @description Everything between `from_ms` and `to_ms`. What is known there and not named is cancelled, unless it has begun.
         *
         *     A plan that would cancel everything needs `confirm_empty`. `every_row`: answer unchanged rows too.
         */
        OutsidePlanBody: {
            /** Bookings */
            bookings: components["schemas"]["OutsidePlanRow"][];
            /**
             * Confirm Empty
             * @default false
             */
            confirm_empty: boolean;
            /**
             * Every Row
             * @default false
             */
            every_row: boolean;
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
            /** Updated Ms */
            updated_ms?: number | null;
        };
        /**
         * OutsidePlanOut
         * @description How many rows became what, and every row of which something was done or that was not taken.
         */
        OutsidePlanOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Rows */
            rows: components["schemas"]["OutcomeOut"][];
        };
        /** OutsidePlanRow */
        OutsidePlanRow: {
            /**
             * Club
             * @default
             */
            club: string;
            /**
             * End
             * @description ISO 8601, with offset or as wall time in `zone`
             * @example 2026-11-26T18:00:00+01:00
             */
            end: string;
            /**
             * Part
             * @default
             */
            part: string;
            /**
             * Place
             * @default
             */
            place: string;
            /** Sequence */
            sequence?: number | null;
            /**
             * Start
             * @description ISO 8601, with offset or as wall time in `zone`
             * @example 2026-11-26T18:00:00+01:00
             */
            start: string;
            /**
             * Title
             * @default
             */
            title: string;
            /** Uid */
            uid: string;
            /** Updated Ms */
            updated_ms?: number | null;
            /**
             * Zone
             * @default
             */
            zone: string;
        };
        /**
         * OutsideRowOut
         * @description A booking as the source said it last. `state`: booked, refused, cancelled.
         */
        OutsideRowOut: {
            /** Booking */
            booking: string | null;
            /** Club */
            club: string;
            /** End Ms */
            end_ms: number;
            /** Other */
            other: string;
            /** Part */
            part: string;
            /** Place */
            place: string;
            /** Start Ms */
            start_ms: number;
            /**
             * State
             * @enum {string}
             */
            state: "booked" | "refused" | "cancelled";
            /** Title */
            title: string;
            /** Uid */
            uid: string;
            /** Version */
            version: number | null;
            /** Why */
            why: string;
            words: components["schemas"]["Words"] | null;
        };
        /** OutsideRowsOut */
        OutsideRowsOut: {
            /** Bookings */
            bookings: components["schemas"]["OutsideRowOut"][];
        };
        /**
         * OutsideSelfOut
         * @description What this key leads, and how it stands. `state`: draft, live, paused.
         */
        OutsideSelfOut: {
            /** As Of Ms */
            as_of_ms: number | null;
            /** Halls */
            halls: components["schemas"]["LedHallOut"][];
            /** Name */
            name: string;
            /** Places */
            places: components["schemas"]["OutsidePlaceOut"][];
            /** State */
            state: string;
        };
        /** PartBody */
        PartBody: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Parent
             * @default
             */
            parent: string;
            /** Sections */
            sections: number[];
        };
        /**
         * PartOut
         * @description `parent` empty: shown under the hall itself.
         */
        PartOut: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Parent */
            parent: string;
            /** Sections */
            sections: number[];
        };
        /**
         * PartnerAtLockerOut
         * @description `applied`: the locker confirmed a list with this grant. `list_ms`: when it last confirmed a list.
         */
        PartnerAtLockerOut: {
            /** Applied */
            applied: boolean;
            /** Delivered */
            delivered: boolean;
            /** List Age Ms */
            list_age_ms: number | null;
            /** List Ms */
            list_ms: number | null;
            /** Locker */
            locker: string;
        };
        /**
         * PartnerBody
         * @description What the system's key may reach: whole sites, single compartments.
         */
        PartnerBody: {
            /** Compartments */
            compartments?: components["schemas"]["PartnerCompartmentBody"][];
            /** Name */
            name: string;
            /** Sites */
            sites?: string[];
        };
        /**
         * PartnerChangeBody
         * @description What is to be different; what is left out stays.
         * @example {
         *       "from_ms": 1795456800000,
         *       "to_ms": 1795464000000
         *     }
         * @example {
         *       "hall": "nordpark",
         *       "sections": [
         *         3
         *       ]
         *     }
         */
        PartnerChangeBody: {
            /** Compartments */
            compartments?: components["schemas"]["PartnerCompartmentBody"][] | null;
            /** From Ms */
            from_ms?: number | null;
            /** Hall */
            hall?: string | null;
            /** Sections */
            sections?: number[] | null;
            /** Title */
            title?: string | null;
            /** To Ms */
            to_ms?: number | null;
        };
        /**
         * PartnerCompartmentBody
         * @description One compartment of a locker, as `/places` lists them.
         */
        PartnerCompartmentBody: {
            /** Locker */
            locker: string;
            /** Number */
            number: number;
        };
        /** PartnerCompartmentOut */
        PartnerCompartmentOut: {
            /** Hall */
            hall: string | null;
            /** Label */
            label: string;
            /** Locker */
            locker: string;
            /** Number */
            number: number;
            /** Sections */
            sections: number[];
        };
        /**
         * PartnerConflictOut
         * @description `held_by`: hallenwart (a booking or right of ours), other (another booking system), you: then with its `id`.
         *
         *     `reason`: taken, out_of_service, key_lost.
         */
        PartnerConflictOut: {
            /** Compartment */
            compartment?: {
                [key: string]: unknown;
            } | null;
            /** From Ms */
            from_ms: number;
            /** Hall */
            hall?: string | null;
            /** Held By */
            held_by: string;
            /** Id */
            id?: string | null;
            /** Reason */
            reason: string;
            /** Reference */
            reference?: string | null;
            /** Sections */
            sections?: number[] | null;
            /** State */
            state?: string | null;
            /** To Ms */
            to_ms: number;
        };
        /**
         * PartnerEventOut
         * @description `state`: delivered, waiting, stopped (given up, or nobody listened); `status` is that of the last answer.
         */
        PartnerEventOut: {
            /** Attempts */
            attempts: number;
            /** Delivered Ms */
            delivered_ms: number | null;
            /** Error */
            error: string;
            /** Grant */
            grant: string;
            /** Id */
            id: string;
            /** Next Ms */
            next_ms: number | null;
            /** Number */
            number: number;
            /** State */
            state: string;
            /** Status */
            status: number | null;
            /** T Ms */
            t_ms: number;
            /** Type */
            type: string;
        };
        /** PartnerEventsOut */
        PartnerEventsOut: {
            /** Events */
            events: components["schemas"]["PartnerEventOut"][];
        };
        /**
         * PartnerGrantBody
         * @description Either the `hold` to use up, or what a hold would name.
         * @example {
         *       "hold": "pc4f1a09be2277",
         *       "reference": "B-2026-1187"
         *     }
         * @example {
         *       "compartments": [
         *         {
         *           "locker": "nordpark-1",
         *           "number": 1
         *         }
         *       ],
         *       "from_ms": 1795453200000,
         *       "reference": "B-2026-1188",
         *       "title": "Badminton",
         *       "to_ms": 1795460400000
         *     }
         */
        PartnerGrantBody: {
            /** Compartments */
            compartments?: components["schemas"]["PartnerCompartmentBody"][] | null;
            /** From Ms */
            from_ms?: number | null;
            /** Hall */
            hall?: string | null;
            /** Hold */
            hold?: string | null;
            /**
             * Reference
             * @description your own id of the booking: the same reference again is the same request again
             * @example B-2026-1187
             */
            reference: string;
            /** Sections */
            sections?: number[] | null;
            /** Title */
            title?: string | null;
            /** To Ms */
            to_ms?: number | null;
        };
        /**
         * PartnerGrantOut
         * @description `code` opens within `opens_ms` to `closes_ms`; a pad that saw too many wrong codes asks for `extra` behind it.
         *
         *     All three of `code`, `extra` and `passes` are empty once the grant is revoked or over. `version` counts changes.
         * @example {
         *       "closes_ms": 1795461300000,
         *       "code": "48151623",
         *       "compartments": [
         *         {
         *           "hall": "nordpark",
         *           "label": "Nordpark Drittel 1",
         *           "locker": "nordpark-1",
         *           "number": 1,
         *           "sections": [
         *             1
         *           ]
         *         }
         *       ],
         *       "created_ms": 1795431600000,
         *       "cursor": "17",
         *       "extra": "4208",
         *       "from_ms": 1795453200000,
         *       "id": "pc4f1a09be2277",
         *       "keys": [],
         *       "lockers": [
         *         {
         *           "applied": true,
         *           "delivered": true,
         *           "list_age_ms": 4100,
         *           "list_ms": 1795431600900,
         *           "locker": "nordpark-1"
         *         }
         *       ],
         *       "opens_ms": 1795452300000,
         *       "passes": [
         *         {
         *           "locker": "nordpark-1",
         *           "text": "AEA3X7N5…"
         *         }
         *       ],
         *       "reference": "B-2026-1187",
         *       "state": "granted",
         *       "steps": [
         *         {
         *           "at_ms": 1795431600000,
         *           "step": "planned"
         *         },
         *         {
         *           "at_ms": 1795431600400,
         *           "step": "delivered"
         *         },
         *         {
         *           "at_ms": 1795431600900,
         *           "step": "applied"
         *         },
         *         {
         *           "step": "used"
         *         },
         *         {
         *           "step": "key_out"
         *         },
         *         {
         *           "step": "key_back"
         *         }
         *       ],
         *       "title": "",
         *       "to_ms": 1795460400000,
         *       "version": 1
         *     }
         */
        PartnerGrantOut: {
            /** Closes Ms */
            closes_ms: number;
            /** Code */
            code: string | null;
            /** Compartments */
            compartments: components["schemas"]["PartnerCompartmentOut"][];
            /** Created Ms */
            created_ms: number;
            /** Cursor */
            cursor: string;
            /** Extra */
            extra: string | null;
            /** From Ms */
            from_ms: number;
            /** Id */
            id: string;
            /** Keys */
            keys: components["schemas"]["PartnerKeyOut"][];
            /** Lockers */
            lockers: components["schemas"]["PartnerAtLockerOut"][];
            /** Opens Ms */
            opens_ms: number;
            /** Passes */
            passes: components["schemas"]["PartnerPassOut"][];
            /** Reference */
            reference: string;
            /** Revoked Ms */
            revoked_ms: number | null;
            /** State */
            state: string;
            /** Steps */
            steps: components["schemas"]["PartnerStepOut"][];
            /** Title */
            title: string;
            /** To Ms */
            to_ms: number;
            /** Version */
            version: number;
        };
        /**
         * PartnerGrantsOut
         * @description Grants in the order of their last change; ask again with `next` for what changed after.
         */
        PartnerGrantsOut: {
            /** Grants */
            grants: components["schemas"]["PartnerGrantOut"][];
            /** More */
            more: boolean;
            /** Next */
            next: string;
        };
        /** PartnerHallOut */
        PartnerHallOut: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Sections */
            sections: number;
        };
        /**
         * PartnerHoldBody
         * @description Either `compartments`, or a `hall` with `sections` whose keys are meant.
         * @example {
         *       "from_ms": 1795453200000,
         *       "hall": "nordpark",
         *       "reference": "B-2026-1187",
         *       "sections": [
         *         1,
         *         2
         *       ],
         *       "to_ms": 1795460400000
         *     }
         */
        PartnerHoldBody: {
            /** Compartments */
            compartments?: components["schemas"]["PartnerCompartmentBody"][] | null;
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /** Hall */
            hall?: string | null;
            /**
             * Hold S
             * @description how long to hold, seconds
             * @default 120
             */
            hold_s: number;
            /**
             * Reference
             * @description your own id of the booking: the same reference again is the same request again
             * @example B-2026-1187
             */
            reference: string;
            /** Sections */
            sections?: number[] | null;
            /**
             * Title
             * @description what the display at the hall shows; no names of persons
             */
            title?: string | null;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
        };
        /**
         * PartnerHoldOut
         * @description `state`: held, lapsed, granted, revoked. Until `expires_ms` nobody else gets these compartments.
         */
        PartnerHoldOut: {
            /** Compartments */
            compartments: components["schemas"]["PartnerCompartmentOut"][];
            /** Expires Ms */
            expires_ms: number | null;
            /** From Ms */
            from_ms: number;
            /** Id */
            id: string;
            /** Reference */
            reference: string;
            /** State */
            state: string;
            /** To Ms */
            to_ms: number;
        };
        /** PartnerKeyOut */
        PartnerKeyOut: {
            /** Locker */
            locker: string;
            /** Number */
            number: number;
            /** Overdue */
            overdue: boolean;
            /** Returned Ms */
            returned_ms: number | null;
            /** Taken Ms */
            taken_ms: number;
        };
        /** PartnerLockerOut */
        PartnerLockerOut: {
            /** Compartments */
            compartments: components["schemas"]["PartnerCompartmentOut"][];
            /** Id */
            id: string;
        };
        /** PartnerLogOut */
        PartnerLogOut: {
            /** Entries */
            entries: components["schemas"]["PartnerNotedOut"][];
        };
        /**
         * PartnerNotedOut
         * @description `action`: hold, renew, release, grant, change, revoke, webhook, …; `outcome`: ok, or why it was refused.
         */
        PartnerNotedOut: {
            /** Action */
            action: string;
            /** By */
            by: string;
            /** Grant */
            grant: string;
            /** Outcome */
            outcome: string;
            /** Reference */
            reference: string;
            /** T Ms */
            t_ms: number;
        };
        /** PartnerOut */
        PartnerOut: {
            /** Compartments */
            compartments: components["schemas"]["PartnerSpotOut"][];
            /** Created By */
            created_by: string;
            /** Created Ms */
            created_ms: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Revoked Ms */
            revoked_ms: number | null;
            /** Sites */
            sites: string[];
            /** Used Ms */
            used_ms: number | null;
            /** Webhook */
            webhook: string | null;
        };
        /**
         * PartnerPassOut
         * @description `text` is what the QR symbol holds, for the reader of this locker.
         */
        PartnerPassOut: {
            /** Locker */
            locker: string;
            /** Text */
            text: string;
        };
        /**
         * PartnerPlacesOut
         * @description Sites, lockers and compartments that this key may grant.
         */
        PartnerPlacesOut: {
            /** Sites */
            sites: components["schemas"]["PartnerSiteOut"][];
        };
        /**
         * PartnerRenewBody
         * @example {
         *       "hold_s": 120
         *     }
         */
        PartnerRenewBody: {
            /**
             * Hold S
             * @description how long to hold, seconds
             * @default 120
             */
            hold_s: number;
        };
        /**
         * PartnerSecretOut
         * @description The secret is shown this once. `Hallenwart-Signature` is `t=<seconds>,v1=<HMAC-SHA256 of "<t>." and the body>`.
         */
        PartnerSecretOut: {
            /** Secret */
            secret: string;
            /** Url */
            url: string;
        };
        /** PartnerSentOut */
        PartnerSentOut: {
            /** Queued */
            queued: number;
        };
        /**
         * PartnerSinceBody
         * @example {
         *       "since_ms": 1795431600000
         *     }
         */
        PartnerSinceBody: {
            /**
             * Since Ms
             * @description milliseconds since the epoch, UTC
             */
            since_ms: number;
        };
        /** PartnerSiteOut */
        PartnerSiteOut: {
            /** Address */
            address: string;
            /** Halls */
            halls: components["schemas"]["PartnerHallOut"][];
            /** Id */
            id: string;
            /** Lockers */
            lockers: components["schemas"]["PartnerLockerOut"][];
            /** Name */
            name: string;
            /** Zone */
            zone: string;
        };
        /** PartnerSpotOut */
        PartnerSpotOut: {
            /** Locker */
            locker: string;
            /** Number */
            number: number;
        };
        /**
         * PartnerStepOut
         * @description One step of planned → delivered → applied → used → key_out → key_back; `at_ms` empty while it has not come.
         */
        PartnerStepOut: {
            /** At Ms */
            at_ms: number | null;
            step: components["schemas"]["GrantStep"];
        };
        /**
         * PartnerUnavailableOut
         * @description `code` is `compartments_unavailable` and `conflicts` says what stands in the way; other codes have none.
         * @example {
         *       "code": "compartments_unavailable",
         *       "conflicts": [
         *         {
         *           "from_ms": 1795453200000,
         *           "hall": "nordpark",
         *           "held_by": "hallenwart",
         *           "reason": "taken",
         *           "sections": [
         *             1
         *           ],
         *           "to_ms": 1795458600000
         *         }
         *       ],
         *       "message": {
         *         "de": "In dieser Zeit ist das schon vergeben.",
         *         "en": "This is taken at that time."
         *       }
         *     }
         */
        PartnerUnavailableOut: {
            /** Code */
            code: string;
            /**
             * Conflicts
             * @default []
             */
            conflicts: components["schemas"]["PartnerConflictOut"][];
            message: components["schemas"]["Words"];
        };
        /**
         * PartnerWebhookBody
         * @example {
         *       "url": "https://buchung.stadt.example/hallenwart"
         *     }
         */
        PartnerWebhookBody: {
            /** Url */
            url: string;
        };
        /** PartnerWebhookOut */
        PartnerWebhookOut: {
            /** Url */
            url: string | null;
        };
        /** PartnersOut */
        PartnersOut: {
            /** Partners */
            partners: components["schemas"]["PartnerOut"][];
        };
        /** PartsBody */
        PartsBody: {
            /** Parts */
            parts: components["schemas"]["PartBody"][];
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
        /** PasskeyBody */
        PasskeyBody: {
            /** Attestation */
            attestation: string;
            /** Client Data */
            client_data: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Transports
             * @default []
             */
            transports: ("ble" | "cable" | "hybrid" | "internal" | "nfc" | "smart-card" | "usb")[];
        };
        /** PasskeyName */
        PasskeyName: {
            /** Name */
            name: string;
        };
        /**
         * PasskeyOut
         * @description `backed_up`: it lives in an account of its maker, too, and survives the loss of the device.
         */
        PasskeyOut: {
            /** Backed Up */
            backed_up: boolean;
            /** Created Ms */
            created_ms: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Used Ms */
            used_ms: number | null;
        };
        /**
         * PasskeyPolicyBody
         * @description `required` holds from `from_ms` on; until then it reminds.
         */
        PasskeyPolicyBody: {
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             * @default 0
             */
            from_ms: number;
            mode: components["schemas"]["Mode"];
        };
        /** PasskeyPolicyOut */
        PasskeyPolicyOut: {
            /** From Ms */
            from_ms: number;
            mode: components["schemas"]["Mode"];
        };
        /**
         * PasskeysOut
         * @description `host`: under which name passkeys work here, null where none can be made.
         *
         *     `wanted`: this person is asked to have one and has none; `needed`: nothing else is open to this session before.
         */
        PasskeysOut: {
            /** Host */
            host: string | null;
            /** Needed */
            needed: boolean;
            /** Passkeys */
            passkeys: components["schemas"]["PasskeyOut"][];
            policy: components["schemas"]["PasskeyPolicyOut"];
            /** Wanted */
            wanted: boolean;
        };
        /**
         * PasswordBody
         * @description `old` may be empty where there was no password yet.
         */
        PasswordBody: {
            /** New */
            new: string;
            /**
             * Old
             * @default
             */
            old: string;
        };
        /** PauseBody */
        PauseBody: {
            /** Paused */
            paused: boolean;
        };
        /**
         * PersonBody
         * @description What is missing stays as it is. `roles` are all roles there shall be.
         */
        PersonBody: {
            /** Name */
            name?: string | null;
            /** Open */
            open?: boolean | null;
            /** Phone */
            phone?: string | null;
            /** Roles */
            roles?: components["schemas"]["HeldBody"][] | null;
        };
        /**
         * PersonOut
         * @description `waking` 0: cannot be put on the roster.
         */
        PersonOut: {
            /** Name */
            name: string;
            /** Paths */
            paths: number;
            /** Person */
            person: string;
            /** Waking */
            waking: number;
        };
        /** PersonYearOut */
        PersonYearOut: {
            /**
             * First Ms
             * @description milliseconds since the epoch, UTC
             */
            first_ms: number;
            /**
             * Last Ms
             * @description milliseconds since the epoch, UTC
             */
            last_ms: number;
            /** Minutes */
            minutes: number;
            /** Name */
            name: string;
            /** Roles */
            roles: string[];
            /** Shifts */
            shifts: number;
        };
        /**
         * PictureOut
         * @description `width` and `height` in pixels, of what was kept.
         */
        PictureOut: {
            /** Height */
            height: number;
            /** Sha256 */
            sha256: string;
            /** Width */
            width: number;
        };
        /**
         * PlaceBody
         * @description Other entry rules of one hall or site. `place` is its id.
         */
        PlaceBody: {
            entry: components["schemas"]["EntryBody"];
            group: components["schemas"]["hallenwart_backend__booking__model__Group"];
            /** Place */
            place: string;
        };
        /**
         * PlaceKeyOut
         * @description A compartment: the key in it opens these sections and doors.
         */
        PlaceKeyOut: {
            /** Device */
            device: string;
            /** Doors */
            doors: string[];
            /** Label */
            label: string;
            /** Number */
            number: number;
            /** Sections */
            sections: number[];
        };
        /** PlaceOut */
        PlaceOut: {
            /** Label */
            label: string;
            /** Slot */
            slot: number;
        };
        /** PlaceSaid */
        PlaceSaid: {
            entry: components["schemas"]["EntryBody"];
            group: components["schemas"]["hallenwart_backend__booking__model__Group"];
            /** Name */
            name: string;
            /** Place */
            place: string;
            /** Words */
            words: components["schemas"]["Words"][];
        };
        /**
         * PlacesOut
         * @description Everything about places; `may_edit`: whoever asks may change them.
         */
        PlacesOut: {
            /** Calendars */
            calendars: components["schemas"]["CalendarOut"][];
            /** Closures */
            closures: components["schemas"]["ClosureOut"][];
            /** May Edit */
            may_edit: boolean;
            /** Sites */
            sites: components["schemas"]["SiteOut"][];
        };
        /**
         * PlanBody
         * @description `picture`: PNG or JPEG in base64; null without one; "keep" leaves the one that is there.
         */
        PlanBody: {
            /** Height M */
            height_m: number;
            /** Picture */
            picture: string | null;
            /** Points */
            points: components["schemas"]["PointShape"][];
            /** Rooms */
            rooms: components["schemas"]["RoomShape"][];
            /** Width M */
            width_m: number;
        };
        /**
         * PlanImportApplyBody
         * @description `refuse`: enter nothing when anything is taken.
         */
        PlanImportApplyBody: {
            /**
             * On Conflict
             * @default skip
             * @enum {string}
             */
            on_conflict: "skip" | "refuse";
        };
        /**
         * PlanImportCountsOut
         * @description `dates` by what becomes of them: free (will be entered), there, gone, taken, closed, past, bad.
         */
        PlanImportCountsOut: {
            /** Dates */
            dates: {
                [key: string]: number;
            };
            /** Left Out */
            left_out: {
                [key: string]: number;
            };
            /** New Clubs */
            new_clubs: string[];
            /** Rows */
            rows: number;
            /** Series */
            series: number;
            /** Singles */
            singles: number;
        };
        /** PlanImportDateOut */
        PlanImportDateOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** End Ms */
            end_ms: number;
            /** Fate */
            fate: string;
            /** Met */
            met: components["schemas"]["PlanImportMetOut"][];
            /** Start Ms */
            start_ms: number;
            why: components["schemas"]["Words"] | null;
        };
        /** PlanImportDetail */
        PlanImportDetail: {
            counts: components["schemas"]["PlanImportCountsOut"] | null;
            /** Created Ms */
            created_ms: number;
            /** Fields */
            fields: string[];
            /** Head */
            head: string[];
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Missing */
            missing: string[];
            /** Name */
            name: string;
            progress: components["schemas"]["PlanImportProgressOut"] | null;
            /** Sample */
            sample: string[][];
            settings: components["schemas"]["PlanImportSettingsOut"];
            /** State */
            state: string;
            /** Summary */
            summary: {
                [key: string]: number | {
                    [key: string]: number;
                };
            };
            /** Unknown Clubs */
            unknown_clubs: components["schemas"]["PlanImportUnknownOut"][];
            /** Unknown Halls */
            unknown_halls: components["schemas"]["PlanImportUnknownOut"][];
            /** Unknown Parts */
            unknown_parts: components["schemas"]["PlanImportUnknownOut"][];
        };
        /**
         * PlanImportMetOut
         * @description Who has the time: a club with its group, or another row of the file.
         */
        PlanImportMetOut: {
            /** End Ms */
            end_ms: number;
            /** Line */
            line: string;
            /** Row */
            row: number | null;
            /** Start Ms */
            start_ms: number;
        };
        /**
         * PlanImportOut
         * @description `state`: read, applying, applied, stopped, undoing, undone. `counts` null: not worked out (yet); ask again.
         *
         *     `missing`: meanings without a column (hall, when, times). `summary`: what was written, and undone.
         */
        PlanImportOut: {
            /** Created Ms */
            created_ms: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            progress: components["schemas"]["PlanImportProgressOut"] | null;
            /** State */
            state: string;
            /** Summary */
            summary: {
                [key: string]: number | {
                    [key: string]: number;
                };
            };
        };
        /**
         * PlanImportProgressOut
         * @description `phase`: waiting, matching (rows), checking (halls), writing (dates), undoing (series), done. `fault`: why it ended.
         */
        PlanImportProgressOut: {
            /** Done */
            done: number;
            fault: components["schemas"]["Words"] | null;
            /** Phase */
            phase: string;
            /** Total */
            total: number;
        };
        /**
         * PlanImportRowOut
         * @description A series or single date, or a row that is left out (`fault`). `dates` are those with something to say, up to twelve.
         */
        PlanImportRowOut: {
            /** Club */
            club: string;
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Dates */
            dates: components["schemas"]["PlanImportDateOut"][];
            /** End */
            end: string;
            fault: components["schemas"]["Words"] | null;
            /** From Date */
            from_date: string | null;
            /** Hall */
            hall: string;
            part: components["schemas"]["Words"];
            /** Rows */
            rows: number[];
            /** Series */
            series: boolean;
            /** Start */
            start: string;
            /** Title */
            title: string;
            /** To Date */
            to_date: string | null;
            /** Weekday */
            weekday: number | null;
        };
        /** PlanImportRowsOut */
        PlanImportRowsOut: {
            /** Rows */
            rows: components["schemas"]["PlanImportRowOut"][];
            /** Total */
            total: number;
        };
        /**
         * PlanImportSettingsBody
         * @description `mapping`: what each column means, empty for nothing.
         *
         *     Names: an id (sections as `1,2` for parts), `+` makes a club, `-` leaves rows out. `parts` by `hall|text`.
         */
        PlanImportSettingsBody: {
            /**
             * Club
             * @default
             */
            club: string;
            /** Clubs */
            clubs?: {
                [key: string]: string;
            };
            /**
             * Hall
             * @default
             */
            hall: string;
            /** Halls */
            halls?: {
                [key: string]: string;
            };
            /** Mapping */
            mapping: ("" | "hall" | "part" | "club" | "title" | "weekday" | "date" | "time" | "start" | "end" | "from_date" | "to_date" | "every" | "skip" | "kind" | "note" | "state" | "site")[];
            /** Parts */
            parts?: {
                [key: string]: string;
            };
            /** Season From */
            season_from?: string | null;
            /** Season To */
            season_to?: string | null;
        };
        /** PlanImportSettingsOut */
        PlanImportSettingsOut: {
            /** Club */
            club: string;
            /** Clubs */
            clubs: {
                [key: string]: string;
            };
            /** Hall */
            hall: string;
            /** Halls */
            halls: {
                [key: string]: string;
            };
            /** Mapping */
            mapping: string[];
            /** Parts */
            parts: {
                [key: string]: string;
            };
            /** Season From */
            season_from: string | null;
            /** Season To */
            season_to: string | null;
        };
        /**
         * PlanImportUnknownOut
         * @description A name nobody here has, in how many rows, and the ids that look alike. `hall`: where a part is meant.
         */
        PlanImportUnknownOut: {
            /** Alike */
            alike: string[];
            /** Hall */
            hall: string;
            /** Rows */
            rows: number;
            /** Text */
            text: string;
        };
        /** PlanImportsOut */
        PlanImportsOut: {
            /** Imports */
            imports: components["schemas"]["PlanImportOut"][];
        };
        /**
         * PlanOut
         * @description `picture`: where it is, null without one. `names` are the zones a room may name, by id.
         */
        PlanOut: {
            /** Changed Ms */
            changed_ms: number;
            /** Height M */
            height_m: number;
            /** May Edit */
            may_edit: boolean;
            /** Names */
            names: {
                [key: string]: string;
            };
            /** Picture */
            picture: string | null;
            /** Points */
            points: components["schemas"]["PointShape"][];
            /** Rooms */
            rooms: components["schemas"]["RoomShape"][];
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** Width M */
            width_m: number;
        };
        /**
         * PlatformBody
         * @description `url` is the platform's first page. `token` null: as it was; empty: none.
         */
        PlatformBody: {
            /**
             * Every Min
             * @default 30
             */
            every_min: number;
            kind: components["schemas"]["PlatformKind"];
            /** Name */
            name: string;
            /** Rules */
            rules?: components["schemas"]["PlatformRuleBody"][];
            /**
             * Running
             * @default true
             */
            running: boolean;
            /** Token */
            token?: string | null;
            /** Url */
            url: string;
        };
        /**
         * PlatformKind
         * @enum {string}
         */
        PlatformKind: "decidim" | "consul" | "adhocracy";
        /**
         * PlatformOut
         * @description `current` false: it was not read lately, so what it told may be out of date.
         */
        PlatformOut: {
            /** Current */
            current: boolean;
            /** Every Min */
            every_min: number;
            fault: components["schemas"]["Words"] | null;
            /** Has Token */
            has_token: boolean;
            /** Id */
            id: string;
            kind: components["schemas"]["PlatformKind"];
            /** Name */
            name: string;
            /** Read Ms */
            read_ms: number | null;
            /** Rules */
            rules: components["schemas"]["PlatformRuleBody"][];
            /** Running */
            running: boolean;
            /** Tried Ms */
            tried_ms: number | null;
            /** Url */
            url: string;
        };
        /**
         * PlatformRuleBody
         * @description What tells of `words` concerns this hall; with an empty `hall` the whole `site`.
         */
        PlatformRuleBody: {
            /**
             * Hall
             * @default
             */
            hall: string;
            /**
             * Site
             * @default
             */
            site: string;
            /** Words */
            words: string;
        };
        /** PlatformsOut */
        PlatformsOut: {
            /** May */
            may: boolean;
            /** Platforms */
            platforms: components["schemas"]["PlatformOut"][];
            /** Projects */
            projects: components["schemas"]["ProjectOut"][];
        };
        /**
         * PointShape
         * @description `device` and `c`: what stands there; `sees`: what a sensor reacts to.
         */
        PointShape: {
            /**
             * C
             * @default
             */
            c: string;
            /**
             * Device
             * @default
             */
            device: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "sensor" | "locker" | "door" | "exit" | "siren" | "panel" | "extinguisher" | "assembly";
            /** Name */
            name: string;
            /**
             * Sees
             * @default
             * @enum {string}
             */
            sees: "" | "smoke" | "heat" | "co" | "button" | "panel";
            /** X M */
            x_m: number;
            /** Y M */
            y_m: number;
        };
        /**
         * PolicyBody
         * @description `rev` is the revision this one was made from; orders that are left out become the safe defaults.
         */
        PolicyBody: {
            /** Cooldown S */
            cooldown_s: number;
            night: components["schemas"]["NightBody"];
            /** Nights */
            nights?: {
                [key: string]: components["schemas"]["NightBody"];
            };
            /** Orders */
            orders: components["schemas"]["OrderBody"][];
            /** Rev */
            rev: number;
        };
        /** PolicySaid */
        PolicySaid: {
            /** Cooldown S */
            cooldown_s: number;
            /** May Change */
            may_change: boolean;
            night: components["schemas"]["NightBody"];
            /** Nights */
            nights: {
                [key: string]: components["schemas"]["NightBody"];
            };
            /** Orders */
            orders: components["schemas"]["OrderSaid"][];
            /** Rev */
            rev: number;
            /** Saved By */
            saved_by: string;
            /** Saved Ms */
            saved_ms: number;
            /** Situations */
            situations: components["schemas"]["SituationSaid"][];
        };
        /**
         * PostBody
         * @description What somebody wants to tell. `club` null: for the town; left out: for whom the person acts.
         *
         *     `all`, or `sites`, `halls` and `displays` (device ids) together; clubs name halls. `picture` is the `sha256` that the
         *     upload returned, `alt` says what is on it. `own_hours`: only while the club has a place there; for clubs it always is.
         *     `draft`: kept without being shown or asked about. `level` of a warning alone.
         */
        PostBody: {
            /**
             * All
             * @default false
             */
            all: boolean;
            /**
             * Alt
             * @default
             */
            alt: string;
            /**
             * By
             * @default
             */
            by: string;
            /** Club */
            club?: string | null;
            /** Displays */
            displays?: string[];
            /**
             * Draft
             * @default false
             */
            draft: boolean;
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /** Halls */
            halls?: string[];
            kind: components["schemas"]["PostKind"];
            /**
             * Level
             * @default
             * @enum {string}
             */
            level: "" | "minor" | "moderate" | "severe" | "extreme";
            /**
             * Link
             * @default
             */
            link: string;
            /**
             * Own Hours
             * @default false
             */
            own_hours: boolean;
            /**
             * Picture
             * @default
             */
            picture: string;
            /** Sites */
            sites?: string[];
            texts: components["schemas"]["TextsBody"];
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
        };
        /**
         * PostKind
         * @description What a post is, the most urgent first: the ladder of a screen goes by it.
         * @enum {string}
         */
        PostKind: "safety" | "note" | "warning" | "event" | "news" | "volunteer";
        /**
         * PostOut
         * @description A post. `state`: draft, asked, shown, declined, over. `times`: when it is on next, where it follows its club's hours.
         *
         *     `author` and `decided_by` are names, for staff and the club alone; empty once the person is gone. `on` says whether it
         *     stands on displays now; `may_change`, `may_recall` and `may_decide` what whoever asks may do.
         */
        PostOut: {
            /** All */
            all: boolean;
            /** Alt */
            alt: string;
            /** Author */
            author: string;
            /** By */
            by: string;
            /** Changed Ms */
            changed_ms: number;
            /** Club */
            club: string | null;
            /** Club Name */
            club_name: string;
            /** Decided By */
            decided_by: string;
            /** Decided Ms */
            decided_ms: number | null;
            /** Displays */
            displays: string[];
            /** From Ms */
            from_ms: number;
            /** Halls */
            halls: string[];
            /** Id */
            id: string;
            kind: components["schemas"]["PostKind"];
            /** Level */
            level: string;
            /** Link */
            link: string;
            /** Made Ms */
            made_ms: number;
            /** May Change */
            may_change: boolean;
            /** May Decide */
            may_decide: boolean;
            /** May Recall */
            may_recall: boolean;
            /** On */
            on: boolean;
            /** Own Hours */
            own_hours: boolean;
            /** Picture */
            picture: string;
            /** Reason */
            reason: string;
            /** Recalled Ms */
            recalled_ms: number | null;
            /** Sites */
            sites: string[];
            /** State */
            state: string;
            /** Texts */
            texts: {
                [key: string]: components["schemas"]["TextOut"];
            };
            /** Times */
            times: components["schemas"]["hallenwart_backend__display__posts__bodies__SpanOut"][];
            /** To Ms */
            to_ms: number;
        };
        /**
         * PostsOut
         * @description `asks`: the office accepts the next post of the club this person acts for, before it is shown; null for the town.
         *
         *     `waiting`: how many wait for the office. The longest title, text and link are told for the page's counters.
         */
        PostsOut: {
            /** Asks */
            asks: boolean | null;
            /**
             * Longest Link
             * @default 120
             */
            longest_link: number;
            /**
             * Longest Text
             * @default 200
             */
            longest_text: number;
            /**
             * Longest Title
             * @default 60
             */
            longest_title: number;
            /** Posts */
            posts: components["schemas"]["PostOut"][];
            /** Waiting */
            waiting: number;
        };
        /**
         * PowerBody
         * @description What is switched in a hall, in watts; null: nobody stated it.
         */
        PowerBody: {
            /** Hall */
            hall: string;
            /** Heat W */
            heat_w?: number | null;
            /** Light W */
            light_w?: number | null;
        };
        /** PrimeOut */
        PrimeOut: {
            /** From H */
            from_h: number;
            /** Pressure */
            pressure: number | null;
            /** To H */
            to_h: number;
        };
        /** ProblemOut */
        ProblemOut: {
            /** De */
            de: string;
            /** En */
            en: string;
            /** Line */
            line: number;
            weight: components["schemas"]["Weight"];
        };
        /** ProfileBody */
        ProfileBody: {
            /** About */
            about?: {
                [key: string]: string;
            };
            /**
             * Contacts
             * @default []
             */
            contacts: components["schemas"]["ContactBody"][];
            /**
             * Groups
             * @default []
             */
            groups: components["schemas"]["GroupBodyOfClub"][];
            /**
             * Shown
             * @default false
             */
            shown: boolean;
            /**
             * Sports
             * @default []
             */
            sports: string[];
            /** Trial */
            trial?: {
                [key: string]: string;
            };
            /**
             * Web
             * @default
             */
            web: string;
            /**
             * Welcome
             * @default []
             */
            welcome: components["schemas"]["Welcome"][];
        };
        /** ProfileRow */
        ProfileRow: {
            /** Club */
            club: string;
            /** Hidden */
            hidden: boolean;
            /** Hidden Why */
            hidden_why: string;
            /** Modified Ms */
            modified_ms: number;
            /** Name */
            name: string;
            /** Shown */
            shown: boolean;
        };
        /** ProfilesOut */
        ProfilesOut: {
            /** Profiles */
            profiles: components["schemas"]["ProfileRow"][];
        };
        /**
         * ProjectOut
         * @description `by_hand`: somebody said where it belongs. `shown`: people are told of it now. `old`: read more than a day ago.
         */
        ProjectOut: {
            /** Area */
            area: string;
            /** By Hand */
            by_hand: boolean;
            /** Gone */
            gone: boolean;
            /** Hidden */
            hidden: boolean;
            /** Id */
            id: string;
            /** Link */
            link: string;
            /** Old */
            old: boolean;
            /** Places */
            places: components["schemas"]["ProjectPlace"][];
            /** Platform */
            platform: string;
            /** Read Ms */
            read_ms: number;
            /** Shown */
            shown: boolean;
            /** Support */
            support: number | null;
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** To Ms */
            to_ms: number | null;
        };
        /** ProjectPlace */
        ProjectPlace: {
            /** Hall */
            hall: string;
            /** Site */
            site: string;
        };
        /**
         * ProjectPlaceBody
         * @description `halls` and `sites` null: the rules of the platform say it.
         */
        ProjectPlaceBody: {
            /** Halls */
            halls?: string[] | null;
            /**
             * Hidden
             * @default false
             */
            hidden: boolean;
            /** Sites */
            sites?: string[] | null;
        };
        /**
         * ProofAskedOut
         * @description The command's id: `GET /api/commands/{id}` says how it went. `ref` is that of the proof which comes.
         */
        ProofAskedOut: {
            /** Id */
            id: string;
            /** Ref */
            ref: string;
        };
        /**
         * ProofOut
         * @description `fault_at`: the first link that does not fit. `head`: the newest hash, to be noted elsewhere.
         */
        ProofOut: {
            /** Fault At */
            fault_at: number | null;
            /** Head */
            head: string;
            /** Links */
            links: number;
            /** Whole */
            whole: boolean;
        };
        /**
         * ProposalKind
         * @enum {string}
         */
        ProposalKind: "lend" | "release";
        /**
         * ProposalOut
         * @description `state`: open, accepted, dismissed, running. `stays`: what remains switched on in the hall.
         */
        ProposalOut: {
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Person */
            person: string;
            /** Sensors */
            sensors: components["schemas"]["ProposalSensor"][];
            /** Site */
            site: string;
            /** Start Ms */
            start_ms: number;
            /** State */
            state: string;
            /** Stays */
            stays: components["schemas"]["ProposalSensor"][];
            /** Title */
            title: string;
        };
        /** ProposalSensor */
        ProposalSensor: {
            /** C */
            c: string;
            /** Device */
            device: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Zone */
            zone: string;
        };
        /** ProposalsOut */
        ProposalsOut: {
            /** Proposals */
            proposals: components["schemas"]["ProposalOut"][];
        };
        /**
         * ProtocolOut
         * @description `bad` counts steps that failed or were skipped. `whole`: byte for byte what the device signed; not so once the
         *     person was erased. `digest` stands in the evidence log.
         */
        ProtocolOut: {
            /** Agent */
            agent: string;
            /** Bad */
            bad: number;
            /** Certificate */
            certificate: string;
            /** Count */
            count: number;
            /** Digest */
            digest: string;
            /** Made Ms */
            made_ms: number;
            /** Person */
            person: string;
            /** Received Ms */
            received_ms: number;
            /** Ref */
            ref: string;
            /** Whole */
            whole: boolean;
            /** Wiring */
            wiring: string;
        };
        /**
         * ProtocolStepOut
         * @description `outcome`: ok, failed or skipped.
         */
        ProtocolStepOut: {
            /** Component */
            component: string;
            /** Outcome */
            outcome: string;
            /** Step */
            step: string;
            /** T Ms */
            t_ms: number;
            /** Words */
            words: string;
        };
        /** ProtocolWholeOut */
        ProtocolWholeOut: {
            /** Agent */
            agent: string;
            /** Bad */
            bad: number;
            /** Certificate */
            certificate: string;
            /** Count */
            count: number;
            /** Digest */
            digest: string;
            /** Made Ms */
            made_ms: number;
            /** Person */
            person: string;
            /** Received Ms */
            received_ms: number;
            /** Ref */
            ref: string;
            /** Steps */
            steps: components["schemas"]["ProtocolStepOut"][];
            /** Whole */
            whole: boolean;
            /** Wiring */
            wiring: string;
        };
        /**
         * ProtocolsOut
         * @description Newest first.
         */
        ProtocolsOut: {
            /** Protocols */
            protocols: components["schemas"]["ProtocolOut"][];
        };
        /**
         * ProveBody
         * @description `password` may be empty when this session began in the last ten minutes.
         */
        ProveBody: {
            /**
             * Password
             * @default
             */
            password: string;
        };
        /** PublicBody */
        PublicBody: {
            /**
             * Contact
             * @default
             */
            contact: string;
            /** Halls */
            halls: {
                [key: string]: components["schemas"]["PublicHall"];
            };
        };
        /**
         * PublicHall
         * @description `shown`: on the public pages at all; `names`: with club and group, else "taken"; `feed`: as a calendar for everybody.
         */
        PublicHall: {
            /** Feed */
            feed: boolean;
            /** Names */
            names: boolean;
            /** Shown */
            shown: boolean;
        };
        /** PublicOut */
        PublicOut: {
            /** Contact */
            contact: string;
            /** Halls */
            halls: {
                [key: string]: components["schemas"]["PublicHall"];
            };
        };
        /**
         * PublicUseOut
         * @description `k`: no number stands on fewer people, days or is of fewer than three clubs; numbers are whole fives.
         */
        PublicUseOut: {
            /** As Of Ms */
            as_of_ms: number;
            /** Bin Hours */
            bin_hours: number;
            /** From Date */
            from_date: string;
            /** Halls */
            halls: components["schemas"]["HallFreeOut"][];
            /** K */
            k: number;
            /** To Date */
            to_date: string;
            /** Typical */
            typical: components["schemas"]["TypicalOut"][];
        };
        /** PushBody */
        PushBody: {
            /** Target */
            target: string;
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
         * QuietBody
         * @description Empty: no quiet hours.
         */
        QuietBody: {
            /** Spans */
            spans: components["schemas"]["QuietSpan"][];
            /**
             * Zone
             * @default Europe/Berlin
             */
            zone: string;
        };
        /** QuietOut */
        QuietOut: {
            /** Spans */
            spans: components["schemas"]["QuietSpan"][];
            /** Zone */
            zone: string;
        };
        /**
         * QuietSpan
         * @description An earlier end is on the next day.
         */
        QuietSpan: {
            /**
             * From Min
             * @description minutes after local midnight
             */
            from_min: number;
            /**
             * To Min
             * @description minutes after local midnight
             */
            to_min: number;
            /** Weekdays */
            weekdays: number[];
        };
        /**
         * QuotaBody
         * @description `coming` single dates; minutes a week, 0 for no limit.
         */
        QuotaBody: {
            /** Coming */
            coming: number;
            /** Prime Min */
            prime_min: number;
            /** Week Min */
            week_min: number;
        };
        /** Reached */
        Reached: {
            /** Device */
            device: string;
            /** Id */
            id: string;
        };
        /**
         * ReadBody
         * @description `confirm`: what is missing is really gone.
         */
        ReadBody: {
            /**
             * Confirm
             * @default false
             */
            confirm: boolean;
        };
        /** ReadFaultOut */
        ReadFaultOut: {
            /** Code */
            code: string;
            /** De */
            de: string;
            /** En */
            en: string;
        };
        /**
         * Readers
         * @enum {string}
         */
        Readers: "all" | "trainers" | "leads";
        /**
         * ReasonOut
         * @description `code` is a word of `slots.model.Why`; its figures by name. `words` says it.
         */
        ReasonOut: {
            /** Code */
            code: string;
            /** Figures */
            figures: {
                [key: string]: number;
            };
            words: components["schemas"]["Words"];
        };
        /** ReceiptBody */
        ReceiptBody: {
            /** Token */
            token: string;
        };
        /**
         * ReceiverOut
         * @description A club that a date can be offered to; `id` is what `to` takes.
         */
        ReceiverOut: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /** ReceiversOut */
        ReceiversOut: {
            /** Clubs */
            clubs: components["schemas"]["ReceiverOut"][];
        };
        /**
         * RecordOut
         * @description A signed record: `record` are the bytes that are signed, after the line `hallenwart hours 1`.
         */
        RecordOut: {
            /** Id */
            id: string;
            /** Record */
            record: string;
            /** Signature */
            signature: string;
            /** Withdrawn */
            withdrawn: boolean;
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
        /**
         * ReleaseBody
         * @description `protocol`: what was agreed, in words; it is kept in the evidence log.
         */
        ReleaseBody: {
            /** Device */
            device: string;
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /** Protocol */
            protocol: string;
            /** Slots */
            slots: number[];
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
        };
        /**
         * ReleaseExitBody
         * @description `way` as seen by somebody who stands before the screen; `place`: where it hangs. `until_ms`: two years from now at most.
         *
         *     `statement`: the version of the words that were read and confirmed; `GET` says them.
         */
        ReleaseExitBody: {
            /** Place */
            place: string;
            /** Statement */
            statement: string;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
            /**
             * Way
             * @enum {string}
             */
            way: "left" | "right" | "straight" | "blocked";
        };
        /** ReleaseOut */
        ReleaseOut: {
            /** Device */
            device: string;
            /** Ended By */
            ended_by: string;
            /** Ended Ms */
            ended_ms: number | null;
            /** From Ms */
            from_ms: number;
            /** Given By */
            given_by: string;
            /** Given Ms */
            given_ms: number;
            /** Id */
            id: string;
            /** Slots */
            slots: number[];
            /** To Ms */
            to_ms: number;
        };
        /** ReleasesOut */
        ReleasesOut: {
            /** Releases */
            releases: components["schemas"]["ReleaseOut"][];
        };
        /**
         * RemovedOut
         * @description `bookings`: how many future bookings went to who follows, or to nobody in particular.
         */
        RemovedOut: {
            /** Bookings */
            bookings: number;
        };
        /**
         * RenewAskedOut
         * @description `command` is the id to ask `/api/commands` for.
         */
        RenewAskedOut: {
            /** Command */
            command: string;
        };
        /**
         * RenewBody
         * @description `until_ms`: the new end, at most 7 days from now.
         */
        RenewBody: {
            /** Off */
            off: string;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
        };
        /** RenewalBody */
        RenewalBody: {
            /** Agree */
            agree: boolean;
        };
        /**
         * ReportBody
         * @description `photo`: JPEG, PNG or WebP in base64; what it knows of place and time is not kept.
         */
        ReportBody: {
            /**
             * Condition
             * @enum {string}
             */
            condition: "good" | "untidy" | "damaged";
            /** Photo */
            photo?: string | null;
            /**
             * Text
             * @default
             */
            text: string;
        };
        /**
         * ReportOut
         * @description `photo`: where the picture is, null without one.
         */
        ReportOut: {
            /** Booking */
            booking: string;
            /** Club */
            club: string;
            /** Condition */
            condition: string;
            /** Device */
            device: string;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Photo */
            photo: string | null;
            /** Slot */
            slot: number | null;
            /** Source */
            source: string;
            /** T Ms */
            t_ms: number;
            /** Text */
            text: string;
        };
        /** ReportsOut */
        ReportsOut: {
            /** Reports */
            reports: components["schemas"]["ReportOut"][];
        };
        /** RequestDateOut */
        RequestDateOut: {
            /** Booking */
            booking: string;
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Section Count */
            section_count: number;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
        };
        /**
         * RequestOut
         * @description `kind`: booking, series, move, right (many lent dates in a row), club (wants to be let in).
         *
         *     `reasons` say why the office is asked, `why` what the club says. `change` is the new time and place of a move, `rivals`
         *     who waits for the same time. After `expires_ms` nobody needs to decide.
         */
        RequestOut: {
            /** Alike */
            alike: string[];
            /** Asked Ms */
            asked_ms: number;
            change: components["schemas"]["RequestDateOut"] | null;
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Date Count */
            date_count: number;
            /** Dates */
            dates: components["schemas"]["RequestDateOut"][];
            /** Email */
            email: string;
            /** Expires Ms */
            expires_ms: number | null;
            /** Group */
            group: string;
            group_name: components["schemas"]["Words"] | null;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Lent */
            lent: number;
            /** Person */
            person: string;
            /** Reasons */
            reasons: components["schemas"]["Words"][];
            /** Rivals */
            rivals: components["schemas"]["RivalOut"][];
            /** Title */
            title: string;
            /** Why */
            why: string;
        };
        /** RequestsOut */
        RequestsOut: {
            /** Requests */
            requests: components["schemas"]["RequestOut"][];
        };
        /**
         * ResetBody
         * @description `alarm` empty: all alarms of the device.
         */
        ResetBody: {
            /**
             * Alarm
             * @default
             */
            alarm: string;
        };
        /** ResolveBody */
        ResolveBody: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * RestartBody
         * @description `force`: also while an alarm stands or a door is open.
         */
        RestartBody: {
            /**
             * Force
             * @default false
             */
            force: boolean;
            /**
             * What
             * @default agent
             * @enum {string}
             */
            what: "agent" | "machine";
        };
        /**
         * RetentionSaid
         * @description `ok`: the last run was lately and left nothing that is too old.
         */
        RetentionSaid: {
            /** Kinds */
            kinds: components["schemas"]["KindSaid"][];
            /** Ok */
            ok: boolean;
            /** Ran Ms */
            ran_ms: number | null;
        };
        /**
         * RevisionOut
         * @description A wiring that the device was given; `by` who gave it.
         */
        RevisionOut: {
            /** By */
            by: string;
            /** Made Ms */
            made_ms: number;
            /** Number */
            number: number;
        };
        /**
         * RevisionWholeOut
         * @description `diff` to the one before it.
         */
        RevisionWholeOut: {
            /** By */
            by: string;
            /** Diff */
            diff: string[];
            /** Made Ms */
            made_ms: number;
            /** Number */
            number: number;
            /** Text */
            text: string;
        };
        /** RevokeBody */
        RevokeBody: {
            /** Reason */
            reason: string;
        };
        /**
         * RevokedOut
         * @description `ending`: pending (the authority was not reached yet), connected (not seen gone yet), gone, heard (it came back).
         */
        RevokedOut: {
            ending: components["schemas"]["Ending"];
        };
        /**
         * RightUseOut
         * @description A weekly right of which dates stayed empty. `of`: how many of its last dates were looked at, `no_shows` of them empty
         *     and not explained. `p_next`: how likely its next date stays empty, `next_ms`. `suggested`: what the rules propose.
         */
        RightUseOut: {
            /** Club */
            club: string | null;
            /** Club Name */
            club_name: string;
            /** Explained */
            explained: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Last Ms */
            last_ms: number | null;
            /** Next Ms */
            next_ms: number | null;
            /** No Shows */
            no_shows: number;
            /** Of */
            of: number;
            /** P Next */
            p_next: number;
            proposal: components["schemas"]["UseProposalOut"] | null;
            /** Series */
            series: string;
            /** Slots */
            slots: number;
            /** Start */
            start: string;
            /** Suggested */
            suggested: string | null;
            /** Title */
            title: string;
            /** Weekday */
            weekday: number;
        };
        /** RightsUseOut */
        RightsUseOut: {
            /** Rights */
            rights: components["schemas"]["RightUseOut"][];
        };
        /**
         * RivalOut
         * @description Another club that waits for this time.
         */
        RivalOut: {
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Group */
            group: string;
            /** Since Ms */
            since_ms: number;
        };
        /**
         * Role
         * @enum {string}
         */
        Role: "admin" | "office" | "caretaker" | "club_admin" | "trainer" | "member" | "guest" | "fire_officer" | "emergency";
        /**
         * RolloutAct
         * @enum {string}
         */
        RolloutAct: "pause" | "resume" | "stop";
        /**
         * RolloutBody
         * @description First one chosen device alone (empty: none), then rising shares of the rest in per cent, the last 100.
         *
         *     `sites`: only devices there; empty: all. `pause_min`: how long to look on between two waves.
         */
        RolloutBody: {
            /**
             * First
             * @default
             */
            first: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Pause Min
             * @default 60
             */
            pause_min: number;
            /** Shares */
            shares?: number[];
            /** Sites */
            sites?: string[];
            /** Version */
            version: string;
        };
        /**
         * RolloutOut
         * @description `next_ms`: when the next wave begins, while the pause lasts. `counts`: devices by state.
         */
        RolloutOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Ended Ms */
            ended_ms: number | null;
            /** Id */
            id: string;
            /** Made By */
            made_by: string;
            /** Made Ms */
            made_ms: number;
            /** Next Ms */
            next_ms: number | null;
            /** Note */
            note: string;
            /** Pause Min */
            pause_min: number;
            /** Reason */
            reason: string;
            state: components["schemas"]["RolloutState"];
            /** Version */
            version: string;
            /** Wave */
            wave: number;
            /** Waves */
            waves: number;
        };
        /**
         * RolloutState
         * @enum {string}
         */
        RolloutState: "running" | "paused" | "stopped" | "done";
        /** RolloutWholeOut */
        RolloutWholeOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Ended Ms */
            ended_ms: number | null;
            /** Id */
            id: string;
            /** Made By */
            made_by: string;
            /** Made Ms */
            made_ms: number;
            /** Next Ms */
            next_ms: number | null;
            /** Note */
            note: string;
            /** Pause Min */
            pause_min: number;
            /** Reason */
            reason: string;
            state: components["schemas"]["RolloutState"];
            /** Targets */
            targets: components["schemas"]["TargetOut"][];
            /** Version */
            version: string;
            /** Wave */
            wave: number;
            /** Waves */
            waves: number;
        };
        /**
         * RolloutsOut
         * @description Newest first.
         */
        RolloutsOut: {
            /** Releases */
            releases: components["schemas"]["AgentReleaseOut"][];
            /** Rollouts */
            rollouts: components["schemas"]["RolloutOut"][];
        };
        /**
         * RoomShape
         * @description A rectangle in metres from the upper left corner; `zone` empty: no sensor watches it.
         */
        RoomShape: {
            /** H M */
            h_m: number;
            /** Name */
            name: string;
            /** W M */
            w_m: number;
            /** X M */
            x_m: number;
            /** Y M */
            y_m: number;
            /**
             * Zone
             * @default
             */
            zone: string;
        };
        /**
         * ScreenNowOut
         * @description What it shows as it told last. `page` false: no browser draws. `on`, `brightness_pct` null: cannot be asked.
         */
        ScreenNowOut: {
            /** Brightness Pct */
            brightness_pct: number | null;
            /** Card */
            card: string;
            /** Mode */
            mode: string;
            /** On */
            on: boolean | null;
            /** Page */
            page: boolean | null;
            /** Proof Ms */
            proof_ms: number | null;
            /** Rung */
            rung: string;
            /** Sha256 */
            sha256: string;
            /** Since Ms */
            since_ms: number;
        };
        /**
         * ScreenProofOut
         * @description `incident`: the alarm it belongs to, empty without one.
         */
        ScreenProofOut: {
            /** Card */
            card: string;
            /** Height */
            height: number;
            /** Id */
            id: string;
            /** Incident */
            incident: string;
            /** Mode */
            mode: string;
            /** Path */
            path: string;
            /** Received Ms */
            received_ms: number;
            /** Ref */
            ref: string;
            /** Rung */
            rung: string;
            /** Sha256 */
            sha256: string;
            /** T Ms */
            t_ms: number;
            /** Why */
            why: string;
            /** Width */
            width: number;
        };
        /**
         * ScreenProofsOut
         * @description Newest first.
         */
        ScreenProofsOut: {
            /** Proofs */
            proofs: components["schemas"]["ScreenProofOut"][];
        };
        /**
         * ScreenShape
         * @description How a display is to show things. `inches`: the diagonal; `distance_m`: how far away its readers stand.
         *
         *     `turned` in degrees. `on` empty: always on. In an alarm a screen is on and bright whatever stands here.
         */
        ScreenShape: {
            /**
             * Distance M
             * @default 5
             */
            distance_m: number;
            /**
             * Easy
             * @default false
             */
            easy: boolean;
            /**
             * Inches
             * @default 55
             */
            inches: number;
            /** Languages */
            languages?: ("de" | "en")[];
            /** On */
            on?: components["schemas"]["OnTimeShape"][];
            /**
             * Spoken
             * @default true
             */
            spoken: boolean;
            /**
             * Stream
             * @default true
             */
            stream: boolean;
            /**
             * Turned
             * @default 0
             * @enum {integer}
             */
            turned: 0 | 90 | 180 | 270;
        };
        /**
         * SeasonBody
         * @description Without dates: the standard week.
         */
        SeasonBody: {
            /** First */
            first?: string | null;
            /** Last */
            last?: string | null;
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Week
             * @description Monday first
             */
            week: [
                number,
                number
            ][][];
        };
        /**
         * SeasonOut
         * @description `week`: Monday first. Without dates it is the standard week; with them it holds from `first` to `last`, both included.
         */
        SeasonOut: {
            /** First */
            first: string | null;
            /** Last */
            last: string | null;
            /** Name */
            name: string;
            /** Week */
            week: [
                number,
                number
            ][][];
        };
        /** SeenBody */
        SeenBody: {
            /** Club */
            club?: string | null;
            /**
             * Seen On
             * Format: date
             */
            seen_on: string;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
        };
        /**
         * SelftestBody
         * @description `c` empty: the device chooses a sensor.
         */
        SelftestBody: {
            /**
             * C
             * @default
             */
            c: string;
        };
        /**
         * SensorOut
         * @description The health of one sensor. `closing_error_mean` people and `closing_error_pct` of who came, over 30 days.
         */
        SensorOut: {
            /** C */
            c: string;
            /** Closing Error Mean */
            closing_error_mean: number | null;
            /** Closing Error Pct */
            closing_error_pct: number | null;
            /** Counted Wrong */
            counted_wrong: number;
            /** Device */
            device: string;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Kind */
            kind: string;
            /** Last Ms */
            last_ms: number | null;
            /** Name */
            name: string;
            /** Quality */
            quality: string;
            /** Reason */
            reason: string;
            /** Resets 7D */
            resets_7d: number;
        };
        /**
         * SensorSaid
         * @description A sensor in alarm: since when and what it measured. `gone_ms`: when it no longer said so.
         */
        SensorSaid: {
            c: string;
            /** @default  */
            device: string;
            /** @default null */
            gone_ms: number | null;
            /** @default  */
            measured: string;
            /** @default  */
            name: string;
            since_ms: number;
        };
        /** SensorsOut */
        SensorsOut: {
            /** Sensors */
            sensors: components["schemas"]["SensorOut"][];
        };
        /**
         * Sent
         * @description How far a webhook has come.
         * @enum {string}
         */
        Sent: "" | "waiting" | "taken" | "failed";
        /** SentListOut */
        SentListOut: {
            /** Letters */
            letters: components["schemas"]["SentOut"][];
        };
        /**
         * SentOut
         * @description `state`: planned (comes collected at `state_ms`), nowhere (no way), waiting, retrying, handed_over, delivered,
         *     opened, acked, withdrawn, failed (`error` says why).
         */
        SentOut: {
            /** Booking */
            booking: string;
            /** Error */
            error: string;
            /** Kind */
            kind: string;
            /** State */
            state: string;
            /** State Ms */
            state_ms: number | null;
            /** T Ms */
            t_ms: number;
            /** Title */
            title: string;
            /** Way */
            way: string;
        };
        /**
         * SeriesBody
         * @description `end` not after `start` is on the next day. `club`: see bookings. `skip`: dates without a booking, such as holidays.
         */
        SeriesBody: {
            /** Club */
            club?: string | null;
            /**
             * Dry
             * @default false
             */
            dry: boolean;
            /**
             * Effects
             * @default []
             */
            effects: "fog"[];
            /** End */
            end: string;
            /**
             * Every Weeks
             * @default 1
             */
            every_weeks: number;
            /**
             * From Date
             * Format: date
             */
            from_date: string;
            /** Hall */
            hall: string;
            /** Instead */
            instead?: {
                [key: string]: number | components["schemas"]["InsteadBody"] | null;
            };
            /** @default training */
            kind: components["schemas"]["hallenwart_backend__booking__model__Kind"];
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * On Conflict
             * @default skip
             * @enum {string}
             */
            on_conflict: "skip" | "refuse";
            /**
             * Rooms
             * @default []
             */
            rooms: string[];
            /** Sections */
            sections: number[];
            /** Skip */
            skip?: string[];
            /** Start */
            start: string;
            /** Title */
            title: string;
            /**
             * To Date
             * Format: date
             */
            to_date: string;
            /**
             * Weekday
             * @description 0 is Monday
             */
            weekday: number;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * SeriesDateOut
         * @description `state` of a plan: free (to be booked), kept, changes, stays (lent or moved: left as it is), ends, taken, closed,
         *     skipped, past. Of a stored series: asked, booked, cancelled, declined, skipped.
         *
         *     `booking` is empty where there is none. `at` is where and when it is or would be, `before` where it was. `lent_to` names
         *     the borrower, `moved` says that it is elsewhere than the series says. `reason` says in words why it is closed, `why` names
         *     the closure or holiday.
         */
        SeriesDateOut: {
            at: components["schemas"]["hallenwart_backend__booking__series__answers__SpanOut"] | null;
            before: components["schemas"]["hallenwart_backend__booking__series__answers__SpanOut"] | null;
            /** Booking */
            booking: string;
            /** Conflicts */
            conflicts: components["schemas"]["ConflictOut"][];
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Lent To */
            lent_to: string;
            /** Moved */
            moved: boolean;
            /** Options */
            options: components["schemas"]["OptionOut"][];
            reason: components["schemas"]["Words"] | null;
            /** State */
            state: string;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * SeriesDetailOut
         * @description `phases`: how it was before it changed, oldest first.
         */
        SeriesDetailOut: {
            /** Dates */
            dates: components["schemas"]["SeriesDateOut"][];
            /** Phases */
            phases: components["schemas"]["SeriesOut"][];
            series: components["schemas"]["SeriesOut"];
        };
        /** SeriesListOut */
        SeriesListOut: {
            /** Series */
            series: components["schemas"]["SeriesOut"][];
        };
        /**
         * SeriesOut
         * @description `club` is the name, empty for the town. `end` may be after midnight, when it is not later than `start`.
         */
        SeriesOut: {
            /** Club */
            club: string;
            /** Club Id */
            club_id: string;
            /**
             * Coming
             * @default 0
             */
            coming: number;
            /** Effects */
            effects: string[];
            /** End */
            end: string;
            /** Every Weeks */
            every_weeks: number;
            /**
             * From Date
             * Format: date
             */
            from_date: string;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Next Ms */
            next_ms?: number | null;
            /** Note */
            note: string;
            /** On Behalf */
            on_behalf: boolean;
            /** Rooms */
            rooms: string[];
            /** Section Count */
            section_count: number;
            /** Sections */
            sections: number[];
            /** Site Name */
            site_name: string;
            /** Skipped */
            skipped: string[];
            /** Start */
            start: string;
            /** State */
            state: string;
            /** Title */
            title: string;
            /**
             * To Date
             * Format: date
             */
            to_date: string;
            /** Weekday */
            weekday: number;
        };
        /**
         * SeriesPlanOut
         * @description `written` is False for a preview. `counts`: how many dates are in which state.
         */
        SeriesPlanOut: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Dates */
            dates: components["schemas"]["SeriesDateOut"][];
            series: components["schemas"]["SeriesOut"];
            /** Written */
            written: boolean;
        };
        /** ServiceBody */
        ServiceBody: {
            /**
             * Note
             * @default
             */
            note: string;
            /** Out */
            out: boolean;
        };
        /**
         * Session
         * @description `club` is the one this session acts for, `clubs` all of the person's. `key`: a program acts by an API key.
         */
        Session: {
            club: components["schemas"]["Club"] | null;
            /** Clubs */
            clubs: components["schemas"]["ClubOfMine"][];
            /** Email */
            email: string;
            /** Id */
            id: string;
            /** Key */
            key: boolean;
            /** Name */
            name: string;
            /** Roles */
            roles: string[];
        };
        /**
         * SessionOut
         * @description `browser` in words, `way`: password, link, invite, oidc, passkey. `here`: the one that asks.
         */
        SessionOut: {
            /** Browser */
            browser: string;
            /** Created Ms */
            created_ms: number;
            /** Expires Ms */
            expires_ms: number;
            /** Here */
            here: boolean;
            /** Id */
            id: string;
            /** Seen Ms */
            seen_ms: number;
            /** Way */
            way: string;
        };
        /** SessionsOut */
        SessionsOut: {
            /** Sessions */
            sessions: components["schemas"]["SessionOut"][];
        };
        /**
         * SettingsBody
         * @description 0 or empty: as the device's own file says.
         */
        SettingsBody: {
            /**
             * Hb Every S
             * @default 0
             */
            hb_every_s: number;
            /**
             * Log Level
             * @default
             * @enum {string}
             */
            log_level: "" | "debug" | "info" | "warning";
            /**
             * Telemetry Every S
             * @default 0
             */
            telemetry_every_s: number;
        };
        /**
         * SettingsOut
         * @description 0 or empty: as the device's own file says. `hb_every_s` 5 to 60, `telemetry_every_s` 1 to 600 seconds.
         */
        SettingsOut: {
            /**
             * Hb Every S
             * @default 0
             */
            hb_every_s: number;
            /**
             * Log Level
             * @default
             */
            log_level: string;
            /**
             * Telemetry Every S
             * @default 0
             */
            telemetry_every_s: number;
        };
        /**
         * Severity
         * @enum {unknown}
         */
        Severity: "crit" | "info" | "warn";
        /**
         * SheetBody
         * @description `rev` is the revision this was made from.
         */
        SheetBody: {
            /** Authority */
            authority: string;
            /** Contact */
            contact: string;
            /** Controller */
            controller: string;
            /** Officer */
            officer: string;
            /** Rev */
            rev: number;
        };
        /** SheetSaid */
        SheetSaid: {
            /** Authority */
            authority: string;
            /** Contact */
            contact: string;
            /** Controller */
            controller: string;
            /** Officer */
            officer: string;
            /** Rev */
            rev: number;
            /** Saved By */
            saved_by: string;
            /** Saved Ms */
            saved_ms: number;
        };
        /**
         * ShiftBody
         * @description Either `from_ms` and `to_ms`, or `weekly`.
         */
        ShiftBody: {
            /** From Ms */
            from_ms?: number | null;
            /**
             * Note
             * @default
             */
            note: string;
            /** Person */
            person: string;
            /**
             * Position
             * @default 1
             */
            position: number;
            /**
             * Sites
             * @description empty: all
             */
            sites?: string[];
            /** To Ms */
            to_ms?: number | null;
            weekly?: components["schemas"]["WeeklyFields"] | null;
        };
        /**
         * ShiftOut
         * @description `imported`: it came from a calendar and is replaced when that is taken in again.
         */
        ShiftOut: {
            /** From Ms */
            from_ms: number | null;
            /** Id */
            id: string;
            /** Imported */
            imported: boolean;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Person */
            person: string;
            /** Position */
            position: number;
            /** Sites */
            sites: string[];
            /** To Ms */
            to_ms: number | null;
            weekly: components["schemas"]["WeeklyFields"] | null;
        };
        /** ShownBody */
        ShownBody: {
            /** Authenticator Data */
            authenticator_data: string;
            /** Client Data */
            client_data: string;
            /** Id */
            id: string;
            /** Signature */
            signature: string;
            /**
             * User Handle
             * @default
             */
            user_handle: string;
        };
        /**
         * ShownListOut
         * @description Oldest first; `more`: there were more changes than this answer holds.
         */
        ShownListOut: {
            /** More */
            more: boolean;
            /** Shown */
            shown: components["schemas"]["ShownOut"][];
        };
        /**
         * ShownOut
         * @description What a display changed to. `to_ms` null: it stood at the end of what was asked for. `proof`: a picture of it.
         */
        ShownOut: {
            /** Card */
            card: string;
            /** Mode */
            mode: string;
            /** Proof */
            proof: string;
            /** Rung */
            rung: string;
            /** T Ms */
            t_ms: number;
            /** To Ms */
            to_ms: number | null;
        };
        /**
         * ShownSlot
         * @description `by`: who has any part of the time, lines of club and group; empty for a slot that is free in all sections.
         *
         *     `why` names the closure or holiday of a closed one.
         */
        ShownSlot: {
            /** By */
            by: components["schemas"]["ConflictOut"][];
            /** End Ms */
            end_ms: number;
            /** Free Parts */
            free_parts: string[];
            /** Free Sections */
            free_sections: number[];
            /** Section Count */
            section_count: number;
            /** Start Ms */
            start_ms: number;
            /** State */
            state: string;
            /** Why */
            why: string;
        };
        /** SignIn */
        SignIn: {
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * SignKind
         * @description What was seen: the key of the shift went or came, the mark was shown at a reader, a person of the club saw the helper.
         * @enum {string}
         */
        SignKind: "key_taken" | "key_returned" | "mark" | "person";
        /**
         * SignOut
         * @description Something that was seen; `by` is the name of the person who saw it, where one did.
         */
        SignOut: {
            /**
             * At Ms
             * @description milliseconds since the epoch, UTC
             */
            at_ms: number;
            /** By */
            by: string;
            kind: components["schemas"]["SignKind"];
        };
        /**
         * SignState
         * @description `asked` waits for the link in the mail, or for a certificate; `offered_swap` still counts on the helper.
         * @enum {string}
         */
        SignState: "asked" | "waiting" | "in" | "offered_swap" | "out" | "absent" | "done";
        /**
         * SiteAccessBody
         * @description Minutes of grace before and after each window; after how many a right that is not at its locker is told as late.
         */
        SiteAccessBody: {
            /** After Min */
            after_min: number;
            /** Before Min */
            before_min: number;
            /**
             * Late Min
             * @default 10
             */
            late_min: number;
        };
        /**
         * SiteAccessOut
         * @description `compartments` are those that demand anything; `dark_codes` the lockers that take spare codes.
         */
        SiteAccessOut: {
            /** After Min */
            after_min: number;
            /** Before Min */
            before_min: number;
            /** Compartments */
            compartments: components["schemas"]["CompartmentAccessOut"][];
            /** Dark Codes */
            dark_codes: string[];
            /** Late Min */
            late_min: number;
            /** Site */
            site: string;
        };
        /** SiteBody */
        SiteBody: {
            /**
             * Address
             * @default
             */
            address: string;
            /**
             * Assembly Point
             * @default
             */
            assembly_point: string;
            /**
             * Help Phone
             * @default
             */
            help_phone: string;
            /** Lat */
            lat?: number | null;
            /** Lon */
            lon?: number | null;
            /** Name */
            name: string;
            /**
             * Zone
             * @default Europe/Berlin
             */
            zone: string;
        };
        /** SiteDuty */
        SiteDuty: {
            /** Name */
            name: string;
            /** Site */
            site: string;
            /** Stretches */
            stretches: components["schemas"]["StretchOut"][];
            /** Zone */
            zone: string;
        };
        /**
         * SiteOut
         * @description `lat`, `lon` in degrees. `doors` are told to staff.
         */
        SiteOut: {
            /** Address */
            address: string;
            /** Assembly Point */
            assembly_point: string;
            /** Doors */
            doors: components["schemas"]["DoorOut"][];
            /** Halls */
            halls: components["schemas"]["SitePlaceOut"][];
            /** Help Phone */
            help_phone: string;
            /** Id */
            id: string;
            /** Lat */
            lat: number | null;
            /** Lon */
            lon: number | null;
            /** Name */
            name: string;
            /** Rooms */
            rooms: components["schemas"]["SitePlaceOut"][];
            /** Zone */
            zone: string;
        };
        /**
         * SiteOutputsOut
         * @description `times` as set here, `usual` where nothing is set.
         */
        SiteOutputsOut: {
            /** Outputs */
            outputs: components["schemas"]["OutputOut"][];
            /** Times */
            times: {
                [key: string]: components["schemas"]["TimesBody"];
            };
            /** Usual */
            usual: {
                [key: string]: components["schemas"]["TimesBody"];
            };
        };
        /**
         * SitePlaceOut
         * @description A hall, or an extra room (`kind`: room, equipment, changing, kitchen).
         *
         *     `alone`: clubs may book the room without a hall; `only_halls`: it goes with these (none: all of the site).
         *     `accessible`: step-free with an accessible toilet. `keys` are told to staff.
         */
        SitePlaceOut: {
            /** Accessible */
            accessible: boolean;
            /** Alone */
            alone: boolean;
            /** Buffer Min */
            buffer_min: number;
            /** Capacity */
            capacity: number;
            facts: components["schemas"]["Facts"];
            hours: components["schemas"]["hallenwart_backend__halls__place_answers__HoursOut"];
            /** Id */
            id: string;
            /** Keys */
            keys: components["schemas"]["PlaceKeyOut"][];
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Only Halls */
            only_halls: string[];
            /** Parts */
            parts: components["schemas"]["PartOut"][];
            /** Sections */
            sections: number;
        };
        /**
         * SiteTimesBody
         * @description Per kind (`light`, `heating`) or id of an output; what is left out follows as usual.
         */
        SiteTimesBody: {
            /** Times */
            times: {
                [key: string]: components["schemas"]["TimesBody"];
            };
        };
        /**
         * Situation
         * @description What the policy tells apart.
         * @enum {string}
         */
        Situation: "alarm" | "pre_alarm" | "co" | "help" | "drill" | "panel_fault" | "sensor_fault" | "battery" | "device_silent" | "alert_path" | "crowd" | "access" | "locker" | "key_overdue" | "damage";
        /** SituationOut */
        SituationOut: {
            /** Acts */
            acts: components["schemas"]["hallenwart_backend__help__routes__ActOut"][];
            call: components["schemas"]["CallOut"];
            /** Compartments */
            compartments: components["schemas"]["PlaceOut"][];
            /** Expected */
            expected: components["schemas"]["ExpectedOut"][];
            /** Held */
            held: components["schemas"]["KeyHolderOut"][];
            /** Incident */
            incident: string;
            /** Now Ms */
            now_ms: number;
        };
        /**
         * SituationSaid
         * @description `fire`: must always wake somebody.
         */
        SituationSaid: {
            /** Fire */
            fire: boolean;
            situation: components["schemas"]["Situation"];
            words: components["schemas"]["Words"];
        };
        /** SkipBody */
        SkipBody: {
            /** Device */
            device: string;
        };
        /**
         * SlotDay
         * @description `free`: how many slots can be booked; `why` names the holiday or closure of a closed day.
         */
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
            /** Why */
            why: string;
        };
        /**
         * SlotUseOut
         * @description One slot of the past. `booking` null: it was used without one. `office_from_ms`: when the office sees it at the latest.
         *
         *     `used_share` is of the time between the graces.
         */
        SlotUseOut: {
            /** Booking */
            booking: string | null;
            /** Club */
            club: string | null;
            /** Club Name */
            club_name: string;
            /** Covered */
            covered: number;
            /** End Ms */
            end_ms: number;
            /** Expected */
            expected: number | null;
            explanation: components["schemas"]["ExplanationOut"] | null;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** May Explain */
            may_explain: boolean;
            /** Office From Ms */
            office_from_ms: number;
            p: components["schemas"]["ChancesOut"];
            /** People Mean */
            people_mean: number | null;
            /** People Peak */
            people_peak: number | null;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
            section_words: components["schemas"]["Words"];
            /** Sections */
            sections: number[];
            /** Series */
            series: string | null;
            /** Start Ms */
            start_ms: number;
            /** Title */
            title: string;
            /** Used Share */
            used_share: number | null;
            /** Verdict */
            verdict: string;
            verdict_words: components["schemas"]["Words"];
        };
        /**
         * SlotsOut
         * @description `days`: counts from the asked day on. `slots`: those of the asked day, `more`: of the days after it.
         */
        SlotsOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Days */
            days: components["schemas"]["SlotDay"][];
            /** More */
            more: components["schemas"]["DaySlots"][];
            /** Slots */
            slots: components["schemas"]["ShownSlot"][];
            /** Zone */
            zone: string;
        };
        /**
         * SlotsUseOut
         * @description `next`: what to ask for with `after`, null at the end.
         */
        SlotsUseOut: {
            /** Next */
            next: string | null;
            /** Slots */
            slots: components["schemas"]["SlotUseOut"][];
        };
        /**
         * SourceBody
         * @description `every_min`: how often a calendar is read, or how often a system that pushes says something (0: when it likes).
         *
         *     `clubs`: a club of ours by its name outside, empty for none of ours; left out: as before.
         */
        SourceBody: {
            /** @default summary */
            club_from: components["schemas"]["ClubFrom"];
            /** Clubs */
            clubs?: {
                [key: string]: string;
            } | null;
            /**
             * Every Min
             * @default 5
             */
            every_min: number;
            kind: components["schemas"]["SourceKind"];
            /**
             * Link
             * @default
             */
            link: string;
            /** Name */
            name: string;
            /** Places */
            places: components["schemas"]["SourcePlaceBody"][];
            /**
             * Url
             * @default
             */
            url: string;
        };
        /** SourceFileBody */
        SourceFileBody: {
            /** Text */
            text: string;
        };
        /**
         * SourceFromOut
         * @description `read_ms`: when it was read last without a fault. `merged`: told by others or us too; `ours`: ours, and came back.
         */
        SourceFromOut: {
            /** Broken */
            broken: number;
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Every Min */
            every_min: number;
            fault: components["schemas"]["ReadFaultOut"] | null;
            format: components["schemas"]["Format"];
            /** Id */
            id: string;
            /** License */
            license: string;
            /** Merged */
            merged: number;
            /** Name */
            name: string;
            /** Ours */
            ours: number;
            /** Paused */
            paused: boolean;
            /** Read Ms */
            read_ms: number | null;
            /** Tried Ms */
            tried_ms: number | null;
            /** Url */
            url: string;
        };
        /** SourceKeyOut */
        SourceKeyOut: {
            /** Key */
            key: string;
        };
        /**
         * SourceKind
         * @enum {string}
         */
        SourceKind: "push" | "calendar";
        /**
         * SourceOut
         * @description `stale`: three intervals without a word. `fault`: why the last reading changed nothing. `waiting`: what was refused.
         */
        SourceOut: {
            /** As Of Ms */
            as_of_ms: number | null;
            club_from: components["schemas"]["ClubFrom"];
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Dates */
            dates: number;
            /** Every Min */
            every_min: number;
            /** Fault */
            fault: string;
            fault_words: components["schemas"]["Words"] | null;
            /** Id */
            id: string;
            kind: components["schemas"]["SourceKind"];
            /** Link */
            link: string;
            /** Local */
            local: components["schemas"]["LocalOut"][];
            /** Name */
            name: string;
            /** Names */
            names: components["schemas"]["ClubNameOut"][];
            /** Places */
            places: components["schemas"]["SourcePlaceOut"][];
            /** Stale */
            stale: boolean;
            /** State */
            state: string;
            /** Tried Ms */
            tried_ms: number | null;
            /** Url */
            url: string;
            /** Waiting */
            waiting: components["schemas"]["OutsideRowOut"][];
        };
        /**
         * SourcePlaceBody
         * @description `name`: what the source calls it; empty: only that it leads this hall. `sections` empty: the whole hall.
         */
        SourcePlaceBody: {
            /** Hall */
            hall: string;
            /**
             * Name
             * @default
             */
            name: string;
            /** Sections */
            sections?: number[];
        };
        /** SourcePlaceOut */
        SourcePlaceOut: {
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Name */
            name: string;
            /** Sections */
            sections: number[];
        };
        /**
         * SourcePreviewOut
         * @description What a calendar would bring today; `plan` has every row. `local` stands there now, and has to be decided about.
         */
        SourcePreviewOut: {
            /** Local */
            local: components["schemas"]["LocalOut"][];
            /** Names */
            names: components["schemas"]["ClubNameOut"][];
            plan: components["schemas"]["OutsidePlanOut"];
            /** Rows */
            rows: components["schemas"]["OutsideRowOut"][];
        };
        /**
         * SourceReadOut
         * @description `done` False: nothing was changed, `fault` says why.
         */
        SourceReadOut: {
            /** Changes */
            changes: components["schemas"]["OutcomeOut"][];
            /** Done */
            done: boolean;
            /** Fault */
            fault: string;
            fault_words: components["schemas"]["Words"] | null;
        };
        /** SourcesOut */
        SourcesOut: {
            /** Sources */
            sources: components["schemas"]["SourceOut"][];
        };
        /**
         * SpareOut
         * @description Nine digits for one compartment: they open from `from_ms` to `to_ms`, the key goes back with them at any time.
         */
        SpareOut: {
            /** Device */
            device: string;
            /** Digits */
            digits: string;
            /** From Ms */
            from_ms: number;
            /** Grouped */
            grouped: string;
            /** Id */
            id: string;
            /** Slot */
            slot: number;
            /** To Ms */
            to_ms: number;
        };
        /**
         * SpotOut
         * @description A free time. `sections` is a part that fits, called `part`; `distance_km` from the site asked about, null: not known.
         */
        SpotOut: {
            /** Distance Km */
            distance_km: number | null;
            /** End Ms */
            end_ms: number;
            /** Free Sections */
            free_sections: number[];
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Matches */
            matches: components["schemas"]["MatchOut"][];
            part: components["schemas"]["Words"];
            /** Section Count */
            section_count: number;
            /** Sections */
            sections: number[];
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** Start Ms */
            start_ms: number;
        };
        /**
         * StandInBody
         * @description `absent` empty: whoever asks. `person` empty: nobody yet, the turn passes to the next.
         */
        StandInBody: {
            /** Absent */
            absent?: string | null;
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /**
             * Note
             * @default
             */
            note: string;
            /** Person */
            person?: string | null;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
        };
        /** StandInOut */
        StandInOut: {
            /** Absent */
            absent: string;
            /** Absent Name */
            absent_name: string;
            /** From Ms */
            from_ms: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Person */
            person: string | null;
            /** To Ms */
            to_ms: number;
        };
        /**
         * StartBody
         * @description What becomes of each of our own bookings there.
         */
        StartBody: {
            /** Decided */
            decided?: {
                [key: string]: "keep" | "cancel";
            };
        };
        /**
         * State
         * @description `asked` waits for approval and `held` for another system's word; both hold their time, the last two do not.
         * @enum {string}
         */
        State: "asked" | "held" | "booked" | "cancelled" | "declined";
        /** StatementOut */
        StatementOut: {
            /** De */
            de: string;
            /** En */
            en: string;
            /** Version */
            version: string;
        };
        /**
         * StepKind
         * @description What happened to an incident.
         * @enum {unknown}
         */
        StepKind: "acked" | "again" | "cleared" | "delivered" | "escalated" | "failed" | "handed_over" | "note" | "opened" | "proof" | "queued" | "raised" | "reminded" | "reset" | "resolved" | "sensor" | "silenced" | "worse";
        /**
         * StepOut
         * @description `step`: planned, delivered, applied, used, key_out, key_back. `t_ms` null: nobody was told when.
         */
        StepOut: {
            step: components["schemas"]["GrantStep"];
            /** T Ms */
            t_ms: number | null;
        };
        /** StepsOut */
        StepsOut: {
            /** Booking */
            booking: string;
            /** Lockers */
            lockers: components["schemas"]["AtLockerOut"][];
        };
        /** StreamLogOut */
        StreamLogOut: {
            /** Lines */
            lines: components["schemas"]["LogLineOut"][];
            /** Streams */
            streams: components["schemas"]["StreamOut"][];
        };
        /** StreamOut */
        StreamOut: {
            /** Ended Ms */
            ended_ms: number | null;
            /** Keep Until Ms */
            keep_until_ms: number | null;
            /** Peak */
            peak: number;
            /** Started Ms */
            started_ms: number;
            /** Why */
            why: string;
        };
        /**
         * StretchOut
         * @description `state`: ok, weak (the first in line has one path alone), nobody (only administrators are left).
         */
        StretchOut: {
            /** From Ms */
            from_ms: number;
            /** Line */
            line: components["schemas"]["OnCallOut"][];
            /**
             * State
             * @enum {string}
             */
            state: "ok" | "weak" | "nobody";
            /** To Ms */
            to_ms: number;
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
        /**
         * SubstitutesOut
         * @description The best first.
         */
        SubstitutesOut: {
            /** Booking */
            booking: string;
            /** Substitutes */
            substitutes: components["schemas"]["SpotOut"][];
        };
        /**
         * SunMetaOut
         * @description Hex of the 16 bytes that hide a card's number.
         */
        SunMetaOut: {
            /** Key */
            key: string;
        };
        /**
         * SwitchBody
         * @description `on` null: it follows the bookings again. `until_ms`: at most four hours from now.
         */
        SwitchBody: {
            /** On */
            on: boolean | null;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             * @default 0
             */
            until_ms: number;
        };
        /**
         * SwitchedOut
         * @description The command's id: `GET /api/commands/{id}` says how it went.
         */
        SwitchedOut: {
            /** Id */
            id: string;
        };
        /**
         * TakeBody
         * @description `club`: for which club; `why`: why staff go beyond the rules.
         */
        TakeBody: {
            /** Club */
            club?: string | null;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * TakenOut
         * @description `outside`: coming bookings that fall out of their hall's hours; they stay until somebody moves or cancels them.
         */
        TakenOut: {
            /** Applied */
            applied: boolean;
            calendar: components["schemas"]["CalendarOut"];
            /** Outside */
            outside: components["schemas"]["OutsideOut"][];
        };
        /**
         * TargetOut
         * @description `wave` counts from 0. `why`: the code of what went wrong.
         */
        TargetOut: {
            /** Device */
            device: string;
            /** Since Ms */
            since_ms: number;
            state: components["schemas"]["TargetState"];
            /** Wave */
            wave: number;
            /** Why */
            why: string;
        };
        /**
         * TargetState
         * @description `waiting` for its wave or for the device to be there; `asked`: the device fetches; `skipped` by a person.
         * @enum {string}
         */
        TargetState: "waiting" | "asked" | "trying" | "done" | "back" | "refused" | "silent" | "skipped";
        /**
         * Task
         * @enum {string}
         */
        Task: "door" | "first_aid" | "camera" | "cleaning" | "key_service" | "catering" | "referee" | "driving" | "coaching" | "setup" | "other";
        /**
         * TelemetryBuckets
         * @description `zone`: whose local days `day` means.
         */
        TelemetryBuckets: {
            /** Found */
            found: components["schemas"]["TelemetryBucketsOf"][];
            /**
             * Level
             * @enum {string}
             */
            level: "hour" | "day";
            /** Zone */
            zone: string;
        };
        /**
         * TelemetryBucketsOf
         * @description `buckets`: [t_ms where it begins, how many values, mean, lowest, highest, total]; none where nothing was measured.
         */
        TelemetryBucketsOf: {
            /** Buckets */
            buckets: [
                number,
                number,
                number,
                number,
                number,
                number
            ][];
            series: components["schemas"]["TelemetrySeries"];
        };
        /**
         * TelemetryExport
         * @description A file on its way. `of_rows` is right to a few rows.
         *
         *     `state`: waiting, running, done, cancelled, failed, `broken` (the server was started anew meanwhile), `gone` (it was done;
         *     its file was deleted at a start). `why`, of a failed one: no_space, store, no_parquet, failed.
         */
        TelemetryExport: {
            /** Asked Ms */
            asked_ms: number;
            /** Bytes */
            bytes: number;
            /** Done Rows */
            done_rows: number;
            /** Ended Ms */
            ended_ms: number | null;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "parquet";
            /** From Ms */
            from_ms: number;
            /** Id */
            id: string;
            /** Kept Until Ms */
            kept_until_ms: number;
            /**
             * Level
             * @enum {string}
             */
            level: "sample" | "hour" | "day";
            /** Name */
            name: string;
            /** Of Rows */
            of_rows: number;
            /** Series */
            series: number;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "running" | "done" | "cancelled" | "failed" | "broken" | "gone";
            /** To Ms */
            to_ms: number;
            /** Why */
            why: string;
        };
        /**
         * TelemetryExportBody
         * @description `keys`: these series; empty: all that fit the other fields, empty ones for any. `level`: every value, hours or days.
         */
        TelemetryExportBody: {
            /**
             * Component
             * @default
             */
            component: string;
            /**
             * Device
             * @default
             */
            device: string;
            /**
             * Format
             * @default csv
             * @enum {string}
             */
            format: "csv" | "parquet";
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /**
             * Hall
             * @default
             */
            hall: string;
            /** Keys */
            keys?: components["schemas"]["TelemetryKeyBody"][];
            /**
             * Level
             * @default sample
             * @enum {string}
             */
            level: "sample" | "hour" | "day";
            /**
             * Quantity
             * @default
             */
            quantity: string;
            /**
             * Site
             * @default
             */
            site: string;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
        };
        /**
         * TelemetryExports
         * @description `parquet`: whether this server can write it.
         */
        TelemetryExports: {
            /** Exports */
            exports: components["schemas"]["TelemetryExport"][];
            /** Parquet */
            parquet: boolean;
        };
        /**
         * TelemetryKeyBody
         * @description One series.
         */
        TelemetryKeyBody: {
            /** Component */
            component: string;
            /** Device */
            device: string;
            /** Quantity */
            quantity: string;
        };
        /**
         * TelemetryLast
         * @description The newest sample. `x` None: measured, but without a value. `q`: ok, suspect, stale, fault. `t_ms` None: nothing yet.
         */
        TelemetryLast: {
            /** Q */
            q: string;
            series: components["schemas"]["TelemetrySeries"];
            /** T Ms */
            t_ms: number | null;
            /** X */
            x: number | null;
        };
        /** TelemetryLastList */
        TelemetryLastList: {
            /** Last */
            last: components["schemas"]["TelemetryLast"][];
            /** Now Ms */
            now_ms: number;
            /** Total */
            total: number;
        };
        /**
         * TelemetrySamples
         * @description `samples`: [t_ms, x, q], in order of time. `next_ms`: where to go on, None at the end.
         */
        TelemetrySamples: {
            /** Next Ms */
            next_ms: number | null;
            /** Samples */
            samples: [
                number,
                number | null,
                string
            ][];
            series: components["schemas"]["TelemetrySeries"];
        };
        /**
         * TelemetrySeries
         * @description A series: what `component` of a device measures. `site` and `hall` are empty where none is known.
         *
         *     `shape`: `gauge` stands until the next value; of a `sum` the total says something; `truth` is 0 or 1.
         */
        TelemetrySeries: {
            /** Component */
            component: string;
            /** Device */
            device: string;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Quantity */
            quantity: string;
            /**
             * Shape
             * @enum {string}
             */
            shape: "gauge" | "sum" | "truth";
            /** Site */
            site: string;
            /** Site Name */
            site_name: string;
            /** Unit */
            unit: string;
            words: components["schemas"]["Words"];
        };
        /**
         * TelemetrySeriesList
         * @description `total`: how many there are in all.
         */
        TelemetrySeriesList: {
            /** Series */
            series: components["schemas"]["TelemetrySeries"][];
            /** Total */
            total: number;
        };
        /**
         * TextBody
         * @description Title and text in one language; a title of at most 60 characters, a text of at most 200.
         */
        TextBody: {
            /**
             * Text
             * @default
             */
            text: string;
            /** Title */
            title: string;
        };
        /** TextOut */
        TextOut: {
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /**
         * TextsBody
         * @description `easy` is German that is easy to read.
         */
        TextsBody: {
            de: components["schemas"]["TextBody"];
            easy?: components["schemas"]["TextBody"] | null;
            en?: components["schemas"]["TextBody"] | null;
        };
        /**
         * ThumbnailOut
         * @description `path`: where the small picture is; the same for ever. `sha256` is that of the whole picture.
         */
        ThumbnailOut: {
            /** Id */
            id: string;
            /** Path */
            path: string;
            /** Sha256 */
            sha256: string;
            /** T Ms */
            t_ms: number;
            /** Why */
            why: string;
        };
        /**
         * TimesBody
         * @description Minutes. `absent_min` 0: presence is no brake. `alone`: light also for somebody outside bookings.
         */
        TimesBody: {
            /** Absent Min */
            absent_min: number;
            /**
             * Alone
             * @default false
             */
            alone: boolean;
            /** Lag Min */
            lag_min: number;
            /** Lead Min */
            lead_min: number;
        };
        /**
         * TrialOut
         * @description `of`: config or release. `state`: trying, confirmed, rolled_back. `why` says in words what did not do.
         */
        TrialOut: {
            /** Began Ms */
            began_ms: number;
            /** Ended Ms */
            ended_ms?: number | null;
            /** Of */
            of: string;
            /** Rev */
            rev: number;
            /** State */
            state: string;
            /** Until Ms */
            until_ms?: number | null;
            /** Version */
            version: string;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /** TroubleOut */
        TroubleOut: {
            /** From Ms */
            from_ms: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "gap" | "no_shift" | "conflict" | "twice" | "absent" | "no_way" | "one_way";
            message: components["schemas"]["Words"];
            /** Name */
            name: string;
            /** Person */
            person: string;
            /** Site */
            site: string;
            /** To Ms */
            to_ms: number | null;
        };
        /**
         * TrustBody
         * @description By club: trusted (never asked about), ask (always), or empty: its first posts are.
         */
        TrustBody: {
            /** Clubs */
            clubs: {
                [key: string]: "" | "trusted" | "ask";
            };
        };
        /**
         * TrustOut
         * @description `first`: so many posts of a club are asked about, as usual.
         */
        TrustOut: {
            /** Clubs */
            clubs: components["schemas"]["ClubTrustOut"][];
            /**
             * First
             * @default 3
             */
            first: number;
            /**
             * @default {
             *       "de": "Die ersten 3 Beiträge eines Vereins prüft das Sportamt.",
             *       "en": "The sports office looks at the first 3 posts of a club."
             *     }
             */
            words: components["schemas"]["Words"];
        };
        /**
         * TypicalOut
         * @description `site` null: all halls together. `cells`: for each weekday (Monday first) one number a bin, null: too few to say.
         */
        TypicalOut: {
            /** Cells */
            cells: (number | null)[][];
            /** Name */
            name: string;
            /** Site */
            site: string | null;
        };
        /** UidBody */
        UidBody: {
            /** Uid */
            uid: string;
        };
        /** UnlockoutBody */
        UnlockoutBody: {
            /** Reason */
            reason: string;
        };
        /** UnsubscribeBody */
        UnsubscribeBody: {
            /** Endpoint */
            endpoint: string;
        };
        /**
         * UnusualOut
         * @description More or fewer people than usual over some time.
         */
        UnusualOut: {
            /** From Ms */
            from_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** P */
            p: number;
            /** People */
            people: number;
            /** To Ms */
            to_ms: number;
            /** Usual */
            usual: number;
            words: components["schemas"]["Words"];
        };
        /** UnusualsOut */
        UnusualsOut: {
            /** Events */
            events: components["schemas"]["UnusualOut"][];
        };
        /**
         * Urgency
         * @description How a person is told: `wake` by every waking path, now; `tell` may wait for the end of quiet hours; `page` not at all.
         * @enum {string}
         */
        Urgency: "wake" | "tell" | "page";
        /**
         * UsageRulesBody
         * @description `rev` is the revision this one was made from. `expected`: people per section of a hall, by kind of booking.
         */
        UsageRulesBody: {
            /** Auto Release */
            auto_release: boolean;
            /** Bin Min */
            bin_min: number;
            /**
             * Cent Kwh
             * @default 0
             */
            cent_kwh: number;
            /** Cleaning */
            cleaning?: components["schemas"]["CleaningBody"][];
            /** Expected */
            expected?: {
                [key: string]: number;
            };
            /** Grace Min */
            grace_min: number;
            /** Looked At */
            looked_at: number;
            /** Min Probability */
            min_probability: number;
            /** Office After Days */
            office_after_days: number;
            /** Power */
            power?: components["schemas"]["PowerBody"][];
            /** Prime From */
            prime_from: string;
            /** Prime To */
            prime_to: string;
            /** Propose After */
            propose_after: number;
            /** Release After Min */
            release_after_min: number;
            /** Rev */
            rev: number;
            /** Smallest */
            smallest: number;
            /** Under Share */
            under_share: number;
        };
        /** UsageRulesOut */
        UsageRulesOut: {
            /** Auto Release */
            auto_release: boolean;
            /** Bin Min */
            bin_min: number;
            /** Cent Kwh */
            cent_kwh: number;
            /** Cleaning */
            cleaning: components["schemas"]["CleaningBody"][];
            /** Expected */
            expected: {
                [key: string]: number;
            };
            /** Grace Min */
            grace_min: number;
            /** Looked At */
            looked_at: number;
            /** May Change */
            may_change: boolean;
            /** Min Probability */
            min_probability: number;
            /** Office After Days */
            office_after_days: number;
            /** Power */
            power: components["schemas"]["PowerBody"][];
            /** Prime From */
            prime_from: string;
            /** Prime To */
            prime_to: string;
            /** Propose After */
            propose_after: number;
            /** Release After Min */
            release_after_min: number;
            /** Rev */
            rev: number;
            /** Saved By */
            saved_by: string;
            /** Saved Ms */
            saved_ms: number;
            /** Smallest */
            smallest: number;
            /** Under Share */
            under_share: number;
            /** Words */
            words: components["schemas"]["Words"][];
        };
        /** UseAnswerBody */
        UseAnswerBody: {
            /** Accept */
            accept: boolean;
            /**
             * Text
             * @default
             */
            text: string;
        };
        /**
         * UseProposalBody
         * @description `from` and `to` are local dates, both included.
         */
        UseProposalBody: {
            /**
             * From
             * Format: date
             */
            from: string;
            kind: components["schemas"]["ProposalKind"];
            /**
             * Text
             * @default
             */
            text: string;
            /**
             * To
             * Format: date
             */
            to: string;
        };
        /**
         * UseProposalOut
         * @description `kind`: lend (single dates, the right stays) or release (dates are given up). `state`: made, accepted, objected, done,
         *     withdrawn. `dates`: how many dates it is about still; `done`: how many were carried out.
         */
        UseProposalOut: {
            /** Answer */
            answer: string;
            /** Answered Ms */
            answered_ms: number | null;
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Dates */
            dates: number;
            /** Done */
            done: number;
            /** Ended Ms */
            ended_ms: number | null;
            /** From Date */
            from_date: string;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Made Ms */
            made_ms: number;
            /** No Shows */
            no_shows: number;
            /** Of */
            of: number;
            /** P Next */
            p_next: number;
            /** Series */
            series: string;
            /** State */
            state: string;
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** To Date */
            to_date: string;
            words: components["schemas"]["Words"];
        };
        /** UseProposalsOut */
        UseProposalsOut: {
            /** Proposals */
            proposals: components["schemas"]["UseProposalOut"][];
        };
        /**
         * Verdict
         * @enum {string}
         */
        Verdict: "used" | "under_used" | "no_show" | "unbooked" | "unknown";
        /**
         * VisitorsBody
         * @description `email`: where the link goes; empty: it is only told here, to be passed on.
         */
        VisitorsBody: {
            /**
             * Email
             * @default
             */
            email: string;
        };
        /** VisitorsLinkOut */
        VisitorsLinkOut: {
            /** Sent */
            sent: boolean;
            /** Url */
            url: string;
        };
        /**
         * VitalsOut
         * @description `unsent` rows per stream: a alarms, e events, t readings. `stall_ms`: the longest pause of its loop.
         */
        VitalsOut: {
            /** Agent Mb */
            agent_mb: number;
            /** Load */
            load: number | null;
            /** Mem Free Mb */
            mem_free_mb: number;
            /** Outbox Bytes */
            outbox_bytes: number;
            /** Stall Ms */
            stall_ms: number;
            /** Unsent */
            unsent: {
                [key: string]: number;
            };
            /** Written Mb */
            written_mb: number | null;
        };
        /** WaitAnswerBody */
        WaitAnswerBody: {
            /** Yes */
            yes: boolean;
        };
        /** WaitAnsweredOut */
        WaitAnsweredOut: {
            /** Booking */
            booking: string;
        };
        /**
         * WaitBody
         * @description `halls` empty: any. `weekday` null: any day of the span, 0 is Monday. Minutes after local midnight.
         *
         *     `wanted`: how many dates; `ask_first`: hold the time and ask, instead of booking at once.
         */
        WaitBody: {
            /**
             * Ask First
             * @default false
             */
            ask_first: boolean;
            /** Club */
            club?: string | null;
            /**
             * From Date
             * Format: date
             */
            from_date: string;
            /** From Min */
            from_min: number;
            /**
             * Halls
             * @default []
             */
            halls: string[];
            /** @default training */
            kind: components["schemas"]["hallenwart_backend__booking__model__Kind"];
            /** Length Min */
            length_min: number;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Sections
             * @default 1
             */
            sections: number;
            /** Title */
            title: string;
            /**
             * To Date
             * Format: date
             */
            to_date: string;
            /** To Min */
            to_min: number;
            /** Until Ms */
            until_ms?: number | null;
            /**
             * Wanted
             * @default 1
             */
            wanted: number;
            /** Weekday */
            weekday?: number | null;
        };
        /**
         * WaitOut
         * @description `state`: waiting, offered (answer until `offered_until_ms`), filled, ended. `booking`: what it was last filled with.
         */
        WaitOut: {
            /** Ask First */
            ask_first: boolean;
            /** Booking */
            booking: string;
            /** Club */
            club: string;
            /** Club Name */
            club_name: string;
            /** Created Ms */
            created_ms: number;
            /** Filled */
            filled: number;
            /**
             * From Date
             * Format: date
             */
            from_date: string;
            /** From Min */
            from_min: number;
            /** Group */
            group: string;
            /** Hall Names */
            hall_names: string[];
            /** Halls */
            halls: string[];
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Length Min */
            length_min: number;
            /** Note */
            note: string;
            /** Offered End Ms */
            offered_end_ms: number | null;
            /** Offered Hall */
            offered_hall: string;
            /** Offered Start Ms */
            offered_start_ms: number | null;
            /** Offered Until Ms */
            offered_until_ms: number | null;
            /** Sections */
            sections: number;
            /** State */
            state: string;
            /** Title */
            title: string;
            /**
             * To Date
             * Format: date
             */
            to_date: string;
            /** To Min */
            to_min: number;
            /** Until Ms */
            until_ms: number;
            /** Wanted */
            wanted: number;
            /** Weekday */
            weekday: number | null;
        };
        /** WaitingRulesBody */
        WaitingRulesBody: {
            /** Most */
            most: number;
            /** Offer H */
            offer_h: number;
            /** Until Min */
            until_min: number;
        };
        /** WaitsOut */
        WaitsOut: {
            /** Waiting */
            waiting: components["schemas"]["WaitOut"][];
        };
        /** WalkBody */
        WalkBody: {
            /**
             * Minutes
             * @default 30
             */
            minutes: number;
            /** On */
            on: boolean;
            /** Zone */
            zone: string;
        };
        /**
         * WarningOut
         * @description `holds`: displays of `sites` show it. `current` false: its feed was not read lately, so it may be out of date.
         *
         *     `ended_ms`: cancelled or replaced before its end.
         */
        WarningOut: {
            /** Areas */
            areas: string[];
            /** By */
            by: string;
            /** Current */
            current: boolean;
            /** Ended Ms */
            ended_ms: number | null;
            /** From Ms */
            from_ms: number;
            /** Holds */
            holds: boolean;
            /** Id */
            id: string;
            /** Level */
            level: string;
            /** Link */
            link: string;
            /** Sent Ms */
            sent_ms: number;
            /** Sites */
            sites: string[];
            /** Source */
            source: string;
            /** Text */
            text: string;
            /** Texts */
            texts: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /** Title */
            title: string;
            /** To Ms */
            to_ms: number;
        };
        /**
         * WarningSiteOut
         * @description `found`: it has a position or a code, so that warnings can find it.
         */
        WarningSiteOut: {
            /** Codes */
            codes: string[];
            /** Found */
            found: boolean;
            /** Name */
            name: string;
            /** Site */
            site: string;
        };
        /**
         * WarningSourceBody
         * @description `id` empty: a new one. `url`: https, or `file:NAME` for a file in the folder `warnings` of the server's state.
         */
        WarningSourceBody: {
            /**
             * Every Min
             * @default 5
             */
            every_min: number;
            /**
             * Id
             * @default
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Running
             * @default true
             */
            running: boolean;
            /** Url */
            url: string;
        };
        /**
         * WarningSourceOut
         * @description `current`: read well lately. `fault`: why it was not the last time.
         */
        WarningSourceOut: {
            /** Current */
            current: boolean;
            /** Every Min */
            every_min: number;
            fault: components["schemas"]["Words"] | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Read Ms */
            read_ms: number | null;
            /** Running */
            running: boolean;
            /** Tried Ms */
            tried_ms: number | null;
            /** Url */
            url: string;
        };
        /**
         * WarningSourcesBody
         * @description All sources and codes there are to be. `codes`: per site how warnings name its area, `VALUE` or `NAME=VALUE`.
         */
        WarningSourcesBody: {
            /** Codes */
            codes: {
                [key: string]: string[];
            };
            /** Sources */
            sources: components["schemas"]["WarningSourceBody"][];
        };
        /** WarningSourcesOut */
        WarningSourcesOut: {
            /** May Edit */
            may_edit: boolean;
            /** Sites */
            sites: components["schemas"]["WarningSiteOut"][];
            /** Sources */
            sources: components["schemas"]["WarningSourceOut"][];
        };
        /**
         * WarningsOut
         * @description What holds first; then what was over lately. `current` false: a feed is not read, so something may be missing.
         */
        WarningsOut: {
            /** Current */
            current: boolean;
            /** Warnings */
            warnings: components["schemas"]["WarningOut"][];
        };
        /**
         * Way
         * @description How an idea was handed on.
         * @enum {string}
         */
        Way: "" | "mail" | "file" | "call";
        /** WayBody */
        WayBody: {
            /** Address */
            address: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "sms" | "voice" | "email" | "pushover" | "signal" | "ntfy" | "matrix" | "other";
            /**
             * Name
             * @default
             */
            name: string;
        };
        /**
         * WayOut
         * @description `address` is masked. `wakes`: whether this kind sounds at night; `proved`: verified and not failing.
         */
        WayOut: {
            /** Address */
            address: string;
            /** Created Ms */
            created_ms: number;
            /** Failing */
            failing: string;
            /** Failing Ms */
            failing_ms: number | null;
            /** Id */
            id: string;
            kind: components["schemas"]["hallenwart_backend__alerts__ways__rules__Kind"];
            /** Last Delivered Ms */
            last_delivered_ms: number | null;
            /** Name */
            name: string;
            /** Proved */
            proved: boolean;
            /** Verified Ms */
            verified_ms: number | null;
            /** Wakes */
            wakes: boolean;
        };
        /**
         * WaysIn
         * @description How one may sign in here. `oidc` is the name of the city's account, null without one.
         *
         *     `passkey` is the host name under which passkeys work here, null where they do not.
         */
        WaysIn: {
            /** Link */
            link: boolean;
            /** Oidc */
            oidc: string | null;
            /** Passkey */
            passkey: string | null;
            /** Registration */
            registration: boolean;
        };
        /**
         * WaysOut
         * @description `waking` ways are verified and wake; `paths` are independent of each other. `advice` is empty when all is well.
         */
        WaysOut: {
            advice: components["schemas"]["Words"] | null;
            /** Kinds */
            kinds: components["schemas"]["KindOut"][];
            /** Paths */
            paths: number;
            quiet: components["schemas"]["QuietOut"];
            /** Waking */
            waking: number;
            /** Ways */
            ways: components["schemas"]["WayOut"][];
        };
        /**
         * WeeklyFields
         * @description Local wall time of each site: begins on these weekdays, ends `end_day` days later.
         */
        WeeklyFields: {
            /** End Day */
            end_day: number;
            /**
             * End Min
             * @description minutes after local midnight
             */
            end_min: number;
            /**
             * First
             * Format: date
             */
            first: string;
            /** Last */
            last?: string | null;
            /**
             * Start Min
             * @description minutes after local midnight
             */
            start_min: number;
            /** Weekdays */
            weekdays: number[];
        };
        /**
         * Weight
         * @description An error keeps it from being sent; a warning is read and decided by a person.
         * @enum {string}
         */
        Weight: "error" | "warning";
        /**
         * Welcome
         * @description What a club does so that everybody can take part.
         * @enum {string}
         */
        Welcome: "wheelchair" | "blind" | "deaf" | "sign_language" | "easy_language" | "companion" | "women_only" | "lent_gear";
        /** Whole */
        Whole: {
            incident: components["schemas"]["Incident"];
            letters: components["schemas"]["Letter"][];
            steps: components["schemas"]["IncidentStep"][];
        };
        /**
         * Whom
         * @enum {string}
         */
        Whom: "duty" | "all" | "caretakers" | "page";
        /**
         * Why
         * @description Why a row is left out.
         * @enum {string}
         */
        Why: "no_email" | "bad_email" | "no_name";
        /** WiringBody */
        WiringBody: {
            /** Text */
            text: string;
        };
        /**
         * WiringOut
         * @description `running`: what the device says it runs by, None while it never told.
         *
         *     `rev`: the configuration it came with, 0: its own file.
         *     `wanted`: the newest that it was given, None: its own file stands. `same`: it runs by what is wanted.
         */
        WiringOut: {
            /** Digest */
            digest: string;
            /** Rev */
            rev: number;
            /** Revisions */
            revisions: components["schemas"]["RevisionOut"][];
            /** Running */
            running: string | null;
            /** Running Ms */
            running_ms: number | null;
            /** Same */
            same: boolean;
            /** Wanted */
            wanted: string | null;
            /** Wanted Number */
            wanted_number: number | null;
        };
        /**
         * WishBody
         * @description `effects`: what smoke sensors would take for smoke; the caretaker is asked to disable them for that time.
         *
         *     `club`: for which of one's clubs; staff book for the town (none) or for any club on its behalf. `rooms`: extra rooms of
         *     the site for the same time. `note`: a word to the office. `why`: why staff go beyond the booking rules.
         */
        WishBody: {
            /** Club */
            club?: string | null;
            /**
             * Effects
             * @default []
             */
            effects: "fog"[];
            /**
             * End Ms
             * @description milliseconds since the epoch, UTC
             */
            end_ms: number;
            /** Hall */
            hall: string;
            /** @default training */
            kind: components["schemas"]["hallenwart_backend__booking__model__Kind"];
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Rooms
             * @default []
             */
            rooms: string[];
            /** Sections */
            sections: number[];
            /**
             * Start Ms
             * @description milliseconds since the epoch, UTC
             */
            start_ms: number;
            /** Title */
            title: string;
            /**
             * Why
             * @default
             */
            why: string;
        };
        /**
         * Word
         * @description How a club explains a slot.
         * @enum {string}
         */
        Word: "illness" | "heating" | "away" | "cancelled_late" | "counted_wrong" | "other";
        /** Words */
        Words: {
            /** De */
            de: string;
            /** En */
            en: string;
        };
        /** WordsOfMeasure */
        WordsOfMeasure: {
            /** Certainty */
            certainty: string;
            /** Limits */
            limits: string;
            /** Method */
            method: string;
            /** Name */
            name: string;
        };
        /**
         * WorkedOut
         * @description What the signs say.
         */
        WorkedOut: {
            basis: components["schemas"]["Basis"];
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /** Minutes */
            minutes: number;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
        };
        /** WrittenBody */
        WrittenBody: {
            /** Text */
            text: string;
        };
        /**
         * SpareBody
         * @description `spare`: the compartment with the spare key, null for none.
         */
        hallenwart_backend__access__custody__routes__SpareBody: {
            /** Spare */
            spare: number | null;
        };
        /** SpareBody */
        hallenwart_backend__access__office__routes__SpareBody: {
            /** Booking */
            booking?: string | null;
            /** Reason */
            reason: string;
            /** Slot */
            slot: number;
        };
        /** ToldListOut */
        hallenwart_backend__access__office__routes__ToldListOut: {
            /** Codes */
            codes: components["schemas"]["hallenwart_backend__access__office__routes__ToldOut"][];
        };
        /** ToldOut */
        hallenwart_backend__access__office__routes__ToldOut: {
            /** Booking */
            booking: string;
            /** Denied */
            denied: boolean;
            /** From Ms */
            from_ms: number;
            /** Id */
            id: string;
            /** Slot */
            slot: number;
            /** To Ms */
            to_ms: number;
        };
        /** WhyBody */
        hallenwart_backend__accounts__clubs__routes__WhyBody: {
            /**
             * Why
             * @default
             */
            why: string;
        };
        /** LinkBody */
        hallenwart_backend__accounts__routes__LinkBody: {
            /** Email */
            email: string;
        };
        /**
         * Kind
         * @description A way, as people call it. `OTHER` is a whole apprise URL, for administrators.
         * @enum {string}
         */
        hallenwart_backend__alerts__ways__rules__Kind: "webpush" | "sms" | "voice" | "email" | "pushover" | "signal" | "ntfy" | "matrix" | "other";
        /**
         * ActOut
         * @description `who` is a pseudonym, empty for a program of nobody; `program` the kind and id of the key it came with.
         */
        hallenwart_backend__audit__routes__ActOut: {
            /** About */
            about: string;
            /** Act */
            act: string;
            /** Number */
            number: number;
            /** Program */
            program: string;
            /** T Ms */
            t_ms: number;
            /** Who */
            who: string;
        };
        /**
         * ClosedOut
         * @description `times` are those taken, from now on. `clubs` lose a date, `people` are told of it.
         */
        hallenwart_backend__booking__closing__routes__ClosedOut: {
            closing: components["schemas"]["ClosingOut"];
            /** Clubs */
            clubs: number;
            /** Met */
            met: components["schemas"]["MetOut"][];
            /** People */
            people: number;
            /** Times */
            times: components["schemas"]["hallenwart_backend__booking__series__answers__SpanOut"][];
            /** Written */
            written: boolean;
        };
        /** ToldListOut */
        hallenwart_backend__booking__letters__routes__ToldListOut: {
            /** Letters */
            letters: components["schemas"]["hallenwart_backend__booking__letters__routes__ToldOut"][];
        };
        /** ToldOut */
        hallenwart_backend__booking__letters__routes__ToldOut: {
            /** Booking */
            booking: string;
            /** Error */
            error: string;
            /** Kind */
            kind: string;
            /** Person */
            person: string;
            /** State */
            state: string;
            /** State Ms */
            state_ms: number | null;
            /** T Ms */
            t_ms: number;
            /** Title */
            title: string;
            /** Way */
            way: string;
        };
        /**
         * Group
         * @description What people switch on and off together.
         * @enum {string}
         */
        hallenwart_backend__booking__letters__rules__Group: "bookings" | "codes" | "reminders" | "lending" | "keys";
        /**
         * Group
         * @description Priority groups of clubs, first come first.
         * @enum {string}
         */
        hallenwart_backend__booking__model__Group: "school" | "club" | "other";
        /**
         * Kind
         * @description What for. A `block` is the town's own: maintenance, elections, floor care.
         * @enum {string}
         */
        hallenwart_backend__booking__model__Kind: "training" | "match" | "event" | "school" | "block";
        /** AskedOut */
        hallenwart_backend__booking__requests__routes__AskedOut: {
            /** Request */
            request: string;
        };
        /**
         * DecisionBody
         * @description `why` is told to the club; to decline needs one.
         */
        hallenwart_backend__booking__requests__routes__DecisionBody: {
            /**
             * Why
             * @default
             */
            why: string;
        };
        /** SpanOut */
        hallenwart_backend__booking__series__answers__SpanOut: {
            /** End Ms */
            end_ms: number;
            /** Hall */
            hall: string;
            /** Hall Name */
            hall_name: string;
            /** Sections */
            sections: number[];
            /** Start Ms */
            start_ms: number;
        };
        /**
         * DecisionBody
         * @description `reason` is told to the club; to decline needs one.
         */
        hallenwart_backend__display__posts__bodies__DecisionBody: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "accept" | "decline";
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /** SpanOut */
        hallenwart_backend__display__posts__bodies__SpanOut: {
            /** From Ms */
            from_ms: number;
            /** To Ms */
            to_ms: number;
        };
        /** LinkBody */
        hallenwart_backend__events__fields__LinkBody: {
            /** Label */
            label: string;
            /** Url */
            url: string;
        };
        /**
         * AskedOut
         * @description The command's id: `GET /api/commands/{id}` says how it went. `ref` names the log lines that were asked for.
         */
        hallenwart_backend__fleet__desk__routes__AskedOut: {
            /** Id */
            id: string;
            /**
             * Ref
             * @default
             */
            ref: string;
        };
        /**
         * CertificateOut
         * @description `state`: valid, replaced, revoked.
         */
        hallenwart_backend__fleet__overview__shapes__CertificateOut: {
            /** From Ms */
            from_ms: number | null;
            /** Serial */
            serial: string;
            /** State */
            state: string;
            /** Until Ms */
            until_ms: number;
        };
        /**
         * ClosedOut
         * @description `affected`: coming bookings it meets; they stay until somebody moves or cancels them.
         */
        hallenwart_backend__halls__closure_routes__ClosedOut: {
            /** Affected */
            affected: components["schemas"]["OutsideOut"][];
            /** Applied */
            applied: boolean;
            closure: components["schemas"]["ClosureOut"];
        };
        /**
         * DaysBody
         * @description A calendar kept by hand. `id` replaces the days of one.
         */
        hallenwart_backend__halls__holidays__routes__DaysBody: {
            /** Days */
            days: components["schemas"]["HolidayBody"][];
            /** Id */
            id?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "public" | "school";
            /** Name */
            name: string;
        };
        /** HoursOut */
        hallenwart_backend__halls__place_answers__HoursOut: {
            /** Holidays */
            holidays: components["schemas"]["HolidayRuleOut"][];
            /** Named */
            named: components["schemas"]["NamedOut"][];
            /** Seasons */
            seasons: components["schemas"]["SeasonOut"][];
        };
        /** ActOut */
        hallenwart_backend__help__routes__ActOut: {
            /** Answer */
            answer: string;
            /** By */
            by: string;
            /** Question */
            question: string;
            /** Slot */
            slot: number | null;
            /** T Ms */
            t_ms: number;
            /** Word */
            word: string;
        };
        /** DaysBody */
        hallenwart_backend__retention__routes__DaysBody: {
            /** Days */
            days: {
                [key: string]: number;
            };
        };
        /**
         * CertificateOut
         * @description A certificate was seen on a day by a person of the club; `seen_by` is their name.
         */
        hallenwart_backend__volunteering__hours__fields__CertificateOut: {
            /** Seen By */
            seen_by: string;
            /**
             * Seen On
             * Format: date
             */
            seen_on: string;
            /**
             * Until Ms
             * @description milliseconds since the epoch, UTC
             */
            until_ms: number;
        };
        /**
         * HoursOut
         * @description Confirmed hours. `reason`: why they are other than what was seen.
         */
        hallenwart_backend__volunteering__hours__fields__HoursOut: {
            basis: components["schemas"]["Basis"];
            /**
             * From Ms
             * @description milliseconds since the epoch, UTC
             */
            from_ms: number;
            /** Id */
            id: string;
            /**
             * Made Ms
             * @description milliseconds since the epoch, UTC
             */
            made_ms: number;
            /** Minutes */
            minutes: number;
            /** Reason */
            reason: string;
            /**
             * To Ms
             * @description milliseconds since the epoch, UTC
             */
            to_ms: number;
        };
        /** WhyBody */
        hallenwart_backend__volunteering__hours__fields__WhyBody: {
            /** Reason */
            reason: string;
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
    deeds_api_access_deeds_get: {
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
                    "application/json": components["schemas"]["DeedsOut"];
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
    sun_meta_api_access_sun_meta_get: {
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
                    "application/json": components["schemas"]["SunMetaOut"];
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
    gateways_api_alert_gateways_get: {
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
                    "application/json": components["schemas"]["GatewaysOut"];
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
    set_gateway_api_alert_gateways__kind__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["hallenwart_backend__alerts__ways__rules__Kind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatewayBody"];
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
    alert_path_api_alert_path_get: {
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
                    "application/json": components["schemas"]["AlertPathOut"];
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
    set_alert_path_api_alert_path_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertPathBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPathOut"];
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
    test_now_api_alert_path_test_post: {
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
                    "application/json": components["schemas"]["AlertTestOut"];
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
    progress_api_alert_path_tests__test__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                test: string;
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
                    "application/json": components["schemas"]["AlertTestOut"];
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
    read_policy_api_alert_policy_get: {
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
                    "application/json": components["schemas"]["PolicySaid"];
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
    save_policy_api_alert_policy_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicySaid"];
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
    webhooks_api_alert_webhooks_get: {
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
                    "application/json": components["schemas"]["AlertWebhooksOut"];
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
    add_api_alert_webhooks_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertWebhookBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertWebhookSecretOut"];
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
    drop_api_alert_webhooks__webhook__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
    events_api_alert_webhooks__webhook__events_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
                    "application/json": components["schemas"]["AlertEventsOut"];
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
    ping_api_alert_webhooks__webhook__ping_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
            };
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
                    "application/json": unknown;
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
    mine_api_api_keys_get: {
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
                    "application/json": components["schemas"]["ApiKeysOut"];
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
    make_api_api_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyOut"];
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
    revoke_api_api_keys__key__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
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
    acts_api_audit_get: {
        parameters: {
            query?: {
                before?: number;
            };
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
                    "application/json": components["schemas"]["ActsOut"];
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
    booking_policy_api_booking_policy_get: {
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
                    "application/json": components["schemas"]["BookingPolicyOut"];
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
    save_booking_policy_api_booking_policy_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingPolicyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPolicyOut"];
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
    my_bookings_api_bookings_get: {
        parameters: {
            query?: {
                club?: string | null;
                until_ms?: number | null;
            };
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
    check_api_bookings_check_post: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckOut"];
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
            query?: {
                why?: string;
            };
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
    move_api_bookings__booking__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
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
    ask_to_lend_api_bookings__booking__ask_to_lend_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskBody"];
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
    confirmed_api_bookings__booking__confirmation_pdf_get: {
        parameters: {
            query?: {
                lang?: "de" | "en";
                code?: boolean;
            };
            header?: never;
            path: {
                booking: string;
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
                    "application/pdf": unknown;
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
    give_back_api_bookings__booking__give_back_post: {
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
    of_booking_api_bookings__booking__history_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryOut"];
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
    move_wish_api_bookings__booking__move_wish_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["hallenwart_backend__booking__requests__routes__AskedOut"];
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
    offer_api_bookings__booking__offer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferMadeOut"];
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
    withdraw_api_bookings__booking__offer_delete: {
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
    report_api_bookings__booking__report_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
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
    slip_api_bookings__booking__slip_get: {
        parameters: {
            query?: {
                lang?: "de" | "en";
            };
            header?: never;
            path: {
                booking: string;
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
                    "text/html": string;
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Refusal"];
                };
            };
        };
    };
    steps_api_bookings__booking__steps_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepsOut"];
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
    substitutes_api_bookings__booking__substitutes_get: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                booking: string;
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
                    "application/json": components["schemas"]["SubstitutesOut"];
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
    told_api_bookings__booking__told_get: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["hallenwart_backend__booking__letters__routes__ToldListOut"];
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
    cameras_api_cameras_get: {
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
                    "application/json": components["schemas"]["CamerasOut"];
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
    city_api_city_get: {
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
                    "application/json": components["schemas"]["CityOut"];
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
    closings_api_closings_get: {
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
                    "application/json": components["schemas"]["ClosingsOut"];
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
    close_api_closings_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosingBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["hallenwart_backend__booking__closing__routes__ClosedOut"];
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
    lift_api_closings__closing__delete: {
        parameters: {
            query?: {
                why?: string;
            };
            header?: never;
            path: {
                closing: string;
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
    closures_api_closures_get: {
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
                    "application/json": components["schemas"]["ClosuresOut"];
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
    close_api_closures_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosureBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["hallenwart_backend__halls__closure_routes__ClosedOut"];
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
    reopen_api_closures__closure__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                closure: string;
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
    clubs_api_clubs_get: {
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
                    "application/json": components["schemas"]["ClubsOut"];
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
    register_api_clubs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClubWishBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
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
    profiles_api_clubs_profiles_get: {
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
                    "application/json": components["schemas"]["ProfilesOut"];
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
    requests_api_clubs_requests_get: {
        parameters: {
            query?: {
                decided?: boolean;
            };
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
                    "application/json": components["schemas"]["ClubRequestsOut"];
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
    approve_api_clubs_requests__request_id__approve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
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
                    "application/json": components["schemas"]["ClubMadeOut"];
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
    decline_api_clubs_requests__request_id__decline_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__accounts__clubs__routes__WhyBody"];
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
    listed_api_clubs__club__documents_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["ClubDocumentsOut"];
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
    add_api_clubs__club__documents_put: {
        parameters: {
            query: {
                title: string;
                readers?: components["schemas"]["Readers"];
            };
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["ClubDocumentOut"];
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
    remove_api_clubs__club__documents__document__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
                document: string;
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
    content_api_clubs__club__documents__document__file_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
                document: string;
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
    figures_api_clubs__club__figures_get: {
        parameters: {
            query?: {
                year?: number | null;
            };
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["ClubYearOut"];
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
    last_api_clubs__club__list_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["ListOut"];
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
    keep_api_clubs__club__list_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOut"];
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
    apply_api_clubs__club__list_apply_post: {
        parameters: {
            query?: {
                digest?: string;
                gone?: number | null;
                invite?: boolean;
            };
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["DoneOut"];
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
    look_api_clubs__club__list_look_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["LookOut"];
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
    people_api_clubs__club__people_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["ClubPeopleOut"];
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
    invite_api_clubs__club__people_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteOut"];
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
    withdraw_api_clubs__club__people_invites__invite__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
                invite: string;
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
    resend_api_clubs__club__people_invites__invite__again_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
                invite: string;
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
                    "application/json": components["schemas"]["InviteOut"];
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
    set_role_api_clubs__club__people__member__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClubRoleBody"];
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
    remove_api_clubs__club__people__member__delete: {
        parameters: {
            query?: {
                replace_by?: string | null;
            };
            header?: never;
            path: {
                club: string;
                member: string;
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
                    "application/json": components["schemas"]["RemovedOut"];
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
    profile_api_clubs__club__profile_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
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
                    "application/json": components["schemas"]["ClubProfileOut"];
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
    write_api_clubs__club__profile_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClubProfileOut"];
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
    hide_api_clubs__club__profile_hidden_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                club: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HiddenBody"];
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
    report_api_clubs__club__year_report_pdf_get: {
        parameters: {
            query?: {
                year?: number | null;
            };
            header?: never;
            path: {
                club: string;
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
    compartments_api_compartments_get: {
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
                    "application/json": components["schemas"]["CompartmentsOut"];
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
    mark_lost_api_compartments__device___slot__lost_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                slot: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LostBody"];
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
    replaced_api_compartments__device___slot__lost_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                slot: number;
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
    service_api_compartments__device___slot__service_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                slot: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceBody"];
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
    spare_api_compartments__device___slot__spare_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                slot: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__access__custody__routes__SpareBody"];
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
    set_compartment_access_api_devices__device__compartments__number__access_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompartmentAccessBody"];
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
    dark_codes_api_devices__device__dark_codes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["hallenwart_backend__access__office__routes__ToldListOut"];
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
    tell_dark_code_api_devices__device__dark_codes_post: {
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
                "application/json": components["schemas"]["hallenwart_backend__access__office__routes__SpareBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpareOut"];
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
    deny_dark_code_api_devices__device__dark_codes__code__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                code: string;
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
    set_dark_key_api_devices__device__dark_key_put: {
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
                "application/json": components["schemas"]["DarkKeyBody"];
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
    emergency_api_devices__device__emergency_post: {
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
                "application/json": components["schemas"]["EmergencyBody"];
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
    unlockout_api_devices__device__unlockout_post: {
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
                "application/json": components["schemas"]["UnlockoutBody"];
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
    displays_api_displays_get: {
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
                    "application/json": components["schemas"]["DisplaysOut"];
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
    display_api_displays__device__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["DisplayOut"];
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
    exits_api_displays__device__exit_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["ExitsOut"];
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
    release_api_displays__device__exit_post: {
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
                "application/json": components["schemas"]["ReleaseExitBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExitOut"];
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
    withdraw_api_displays__device__exit_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
    block_api_displays__device__exit_blocked_post: {
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
                "application/json": components["schemas"]["BlockExitBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExitOut"];
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
    unblock_api_displays__device__exit_blocked_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
    protocol_api_displays__device__exit_protocol_pdf_get: {
        parameters: {
            query?: {
                protocol?: string | null;
            };
            header?: never;
            path: {
                device: string;
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
                    "application/pdf": unknown;
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
    ask_proof_api_displays__device__proof_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
            };
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
                    "application/json": components["schemas"]["ProofAskedOut"];
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
    proofs_api_displays__device__proofs_get: {
        parameters: {
            query?: {
                /** @description from this time on, milliseconds since the epoch */
                from?: number;
                /** @description before this time */
                to?: number | null;
                limit?: number;
            };
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["ScreenProofsOut"];
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
    set_screen_api_displays__device__screen_put: {
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
                "application/json": components["schemas"]["ScreenShape"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenShape"];
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
    shown_api_displays__device__shown_get: {
        parameters: {
            query?: {
                from?: number | null;
                /** @description before this time */
                to?: number | null;
            };
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["ShownListOut"];
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
    thumbnail_api_displays__device__thumbnail_get: {
        parameters: {
            query?: {
                id?: string | null;
            };
            header?: never;
            path: {
                device: string;
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
                    "image/jpeg": unknown;
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
    duty_api_duty_get: {
        parameters: {
            query?: {
                from_ms?: number | null;
                to_ms?: number | null;
            };
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
                    "application/json": components["schemas"]["DutyOut"];
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
    set_chain_api_duty_chain_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChainBody"];
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
    take_in_api_duty_import_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
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
    addshift_of_api_duty_shifts_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftOut"];
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
    save_shift_api_duty_shifts__shift__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                shift: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftOut"];
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
    drop_shift_api_duty_shifts__shift__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                shift: string;
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
    stand_in_api_duty_stand_ins_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StandInBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandInOut"];
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
    drop_stand_in_api_duty_stand_ins__stand_in__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stand_in: string;
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
    listed_api_events_get: {
        parameters: {
            query?: {
                from_ms?: number | null;
                to_ms?: number | null;
            };
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
                    "application/json": components["schemas"]["EventsOut"];
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
    make_api_events_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEventBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventOut"];
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
    one_api_events__event__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
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
                    "application/json": components["schemas"]["EventOut"];
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
    change_api_events__event__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventOut"];
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
    withdraw_api_events__event__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
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
    captions_api_events__event__captions_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaptionsBody"];
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
    consents_api_events__event__consents_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
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
                    "application/json": components["schemas"]["ConsentsOut"];
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
    agree_api_events__event__consents_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentsOut"];
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
    take_back_api_events__event__consents__party__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
                party: "club" | "visitors" | "guardians" | "office";
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
                    "application/json": components["schemas"]["ConsentsOut"];
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
    live_api_events__event__live_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveOut"];
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
    log_api_events__event__log_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
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
                    "application/json": components["schemas"]["StreamLogOut"];
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
    push_api_events__event__push_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushBody"];
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
    invite_api_events__event__visitors_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitorsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorsLinkOut"];
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
    evidence_api_evidence_get: {
        parameters: {
            query?: {
                site?: string;
                device?: string;
                zone?: string;
                c?: string;
                about?: string;
                kind?: string[] | null;
                /** @description milliseconds since the epoch, UTC */
                from_ms?: number | null;
                /** @description milliseconds since the epoch, UTC */
                to_ms?: number | null;
                before?: number | null;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["EvidenceOut"];
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
    as_csv_api_evidence_export_csv_get: {
        parameters: {
            query: {
                site: string;
                year: number;
            };
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
                    "text/csv": unknown;
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
    as_pdf_api_evidence_export_pdf_get: {
        parameters: {
            query: {
                site: string;
                year: number;
            };
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
                    "application/pdf": unknown;
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
    verify_api_evidence_verify_get: {
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
                    "application/json": components["schemas"]["ProofOut"];
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
    erase_api_evidence__number__said_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
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
    whole_api_exchange_get: {
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
                    "application/json": components["schemas"]["ExchangeOut"];
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
    set_terms_api_exchange_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeTermsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeOut"];
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
    add_api_exchange_sources_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeSourceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeOut"];
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
    change_api_exchange_sources__source__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeSourceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeOut"];
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
    remove_api_exchange_sources__source__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
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
    put_file_api_exchange_sources__source__file_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceFileBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeOut"];
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
    read_now_api_exchange_sources__source__read_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
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
                    "application/json": components["schemas"]["ExchangeOut"];
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
    export_api_export__kind__get: {
        parameters: {
            query: {
                from: string;
                to: string;
                hall?: string | null;
                club?: string | null;
                cancelled?: boolean;
            };
            header?: never;
            path: {
                kind: "csv" | "xlsx" | "ics";
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
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/calendar": string;
                    "text/csv": string;
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
    listed_api_feeds_get: {
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
                    "application/json": components["schemas"]["FeedsOut"];
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
    make_api_feeds_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewFeedOut"];
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
    end_api_feeds__feed__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feed: string;
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
    proposals_api_fire_proposals_get: {
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
                    "application/json": components["schemas"]["ProposalsOut"];
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
    accept_api_fire_proposals__booking__accept_post: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalOut"];
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
    dismiss_api_fire_proposals__booking__dismiss_post: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalOut"];
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
    delay_api_fire__device__delay_post: {
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
                "application/json": components["schemas"]["DelayBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FireCommandOut"];
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
    disable_api_fire__device__disable_post: {
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
                "application/json": components["schemas"]["DisableBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisabledOut"];
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
    enable_api_fire__device__enable_post: {
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
                "application/json": components["schemas"]["EnableBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisabledOut"];
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
    renew_api_fire__device__renew_post: {
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
                "application/json": components["schemas"]["RenewBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisabledOut"];
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
    reset_api_fire__device__reset_post: {
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
                "application/json": components["schemas"]["ResetBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FireCommandOut"];
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
    selftest_api_fire__device__selftest_post: {
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
                "application/json": components["schemas"]["SelftestBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FireCommandOut"];
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
    silence_api_fire__device__silence_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
            };
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
                    "application/json": components["schemas"]["FireCommandOut"];
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
    walk_api_fire__device__walk_post: {
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
                "application/json": components["schemas"]["WalkBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FireCommandOut"];
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
    fleet_api_fleet_get: {
        parameters: {
            query?: {
                since?: number;
            };
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
                    "application/json": components["schemas"]["FleetOut"];
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
    make_api_fleet_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDeviceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewDeviceOut"];
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
    rollouts_api_fleet_rollouts_get: {
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
                    "application/json": components["schemas"]["RolloutsOut"];
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
    begin_rollout_api_fleet_rollouts_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolloutBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloutWholeOut"];
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
    one_rollout_api_fleet_rollouts__rollout__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollout: string;
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
                    "application/json": components["schemas"]["RolloutWholeOut"];
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
    skip_device_api_fleet_rollouts__rollout__skip_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollout: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkipBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloutWholeOut"];
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
    act_on_rollout_api_fleet_rollouts__rollout___act__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rollout: string;
                act: components["schemas"]["RolloutAct"];
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
                    "application/json": components["schemas"]["RolloutWholeOut"];
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
    one_device_api_fleet__device__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["FleetDeviceWholeOut"];
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
    identify_api_fleet__device__identify_post: {
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
                "application/json": components["schemas"]["IdentifyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["hallenwart_backend__fleet__desk__routes__AskedOut"];
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
    ask_logs_api_fleet__device__logs_post: {
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
                "application/json": components["schemas"]["LogsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["hallenwart_backend__fleet__desk__routes__AskedOut"];
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
    log_lines_api_fleet__device__logs__ref__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                ref: string;
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
                    "application/json": components["schemas"]["LogLinesOut"];
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
    protocols_api_fleet__device__protocols_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["ProtocolsOut"];
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
    one_protocol_api_fleet__device__protocols__ref__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                ref: string;
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
                    "application/json": components["schemas"]["ProtocolWholeOut"];
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
    protocol_as_pdf_api_fleet__device__protocols__ref__pdf_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                ref: string;
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
                    "application/pdf": unknown;
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
    renew_api_fleet__device__renew_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
            };
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
                    "application/json": components["schemas"]["RenewAskedOut"];
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
    renewal_api_fleet__device__renewal_post: {
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
                "application/json": components["schemas"]["RenewalBody"];
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
    restart_api_fleet__device__restart_post: {
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
                "application/json": components["schemas"]["RestartBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["hallenwart_backend__fleet__desk__routes__AskedOut"];
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
    revoke_api_fleet__device__revoke_post: {
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
                "application/json": components["schemas"]["RevokeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedOut"];
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
    set_settings_api_fleet__device__settings_put: {
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
                "application/json": components["schemas"]["SettingsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
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
    invite_api_fleet__device__ticket_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["DeviceInvitationOut"];
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
    tickets_api_fleet__device__tickets_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["DeviceTicketsOut"];
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
    cancel_api_fleet__device__tickets__ticket__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                ticket: string;
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
    wiring_api_fleet__device__wiring_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
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
                    "application/json": components["schemas"]["WiringOut"];
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
    set_wiring_api_fleet__device__wiring_post: {
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
                "application/json": components["schemas"]["WiringBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedOut"];
                };
            };
            /** @description Something is wrong with it */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedOut"];
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
    check_wiring_api_fleet__device__wiring_check_post: {
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
                "application/json": components["schemas"]["WiringBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedOut"];
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
    revision_api_fleet__device__wiring__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                number: number;
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
                    "application/json": components["schemas"]["RevisionWholeOut"];
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
    free_api_free_get: {
        parameters: {
            query?: {
                date?: string | null;
                days?: number;
                minutes?: number;
                sections?: number;
                from?: string | null;
                to?: string | null;
                sport?: string;
                marking?: string;
                near?: string | null;
                site?: string | null;
                hall?: string | null;
                capacity?: number;
                accessible?: boolean;
                children?: boolean;
            };
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
                    "application/json": components["schemas"]["FreeOut"];
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
    grid_api_grid_get: {
        parameters: {
            query: {
                from: string;
                days?: number;
                site?: string | null;
                hall?: string | null;
            };
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
                    "application/json": components["schemas"]["GridOut"];
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
    find_api_grid_find_get: {
        parameters: {
            query: {
                q: string;
                site?: string | null;
            };
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
                    "application/json": components["schemas"]["FoundOut"];
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
    condition_api_halls__hall__condition_get: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["ConditionOut"];
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
                days?: number;
                shown?: number;
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
    calls_api_help_get: {
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
                    "application/json": components["schemas"]["CallsOut"];
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
    situation_api_help__help_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                help_id: string;
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
                    "application/json": components["schemas"]["SituationOut"];
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
    answer_api_help__help_id__answer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                help_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerOut"];
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
    open_one_api_help__help_id__open_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                help_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpOpenBody"];
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
    calendars_api_holidays_get: {
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
                    "application/json": components["schemas"]["CalendarsOut"];
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
    put_days_api_holidays_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__halls__holidays__routes__DaysBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenOut"];
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
    take_in_api_holidays_import_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenOut"];
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
    drop_api_holidays__calendar__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                calendar: string;
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
    hours_csv_api_hours_csv_get: {
        parameters: {
            query: {
                from: string;
                to: string;
                club?: string | null;
                hall?: string | null;
                by?: "booking" | "club";
                decimal?: "comma" | "point";
                late_hours?: number;
            };
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
                    "text/csv": unknown;
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
    ideas_api_ideas_get: {
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
                    "application/json": components["schemas"]["IdeasOut"];
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
    export_api_ideas_export_csv_get: {
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
                    "text/csv": unknown;
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
    handing_api_ideas_handing_get: {
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
                    "application/json": components["schemas"]["HandingOut"];
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
    set_handing_api_ideas_handing_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandingBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandingOut"];
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
    moderate_api_ideas__idea__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                idea: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdeaBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdeaOut"];
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
    answer_api_ideas__idea__answer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                idea: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdeaAnswerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdeaOut"];
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
    merge_api_ideas__idea__merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                idea: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdeaMergeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdeaOut"];
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
    hand_on_api_ideas__idea__pass_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                idea: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdeaPassBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdeaOut"];
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
    impact_api_impact_get: {
        parameters: {
            query?: {
                year?: number | null;
            };
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
                    "application/json": components["schemas"]["ImpactOut"];
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
    listed_api_imports_get: {
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
                    "application/json": components["schemas"]["PlanImportsOut"];
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
    take_in_api_imports_post: {
        parameters: {
            query?: {
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanImportDetail"];
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
    show_api_imports__one__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                one: string;
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
                    "application/json": components["schemas"]["PlanImportDetail"];
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
    change_api_imports__one__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                one: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanImportSettingsBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanImportDetail"];
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
    drop_api_imports__one__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                one: string;
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
    apply_api_imports__one__apply_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                one: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanImportApplyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanImportOut"];
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
    rows_api_imports__one__rows_get: {
        parameters: {
            query?: {
                show?: "all" | "problems";
                offset?: number;
                limit?: number;
            };
            header?: never;
            path: {
                one: string;
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
                    "application/json": components["schemas"]["PlanImportRowsOut"];
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
    stop_api_imports__one__stop_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                one: string;
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
    undo_api_imports__one__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                one: string;
            };
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
                    "application/json": components["schemas"]["PlanImportOut"];
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
                before?: string;
                limit?: number;
                state?: "open" | "acknowledged" | "resolved" | "all";
                kind?: components["schemas"]["IncidentKind"][] | null;
                site?: string | null;
                sev?: components["schemas"]["Severity"] | null;
                /** @description milliseconds since the epoch, UTC */
                from_ms?: number | null;
                /** @description milliseconds since the epoch, UTC */
                to_ms?: number | null;
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest that match; `more` is what to give as `before` for the next page, empty at the end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        incidents: components["schemas"]["Incident"][];
                        more: string;
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
    export_csv_api_incidents_export_csv_get: {
        parameters: {
            query?: {
                lang?: "de" | "en";
                state?: "open" | "acknowledged" | "resolved" | "all";
                kind?: components["schemas"]["IncidentKind"][] | null;
                site?: string | null;
                sev?: components["schemas"]["Severity"] | null;
                /** @description milliseconds since the epoch, UTC */
                from_ms?: number | null;
                /** @description milliseconds since the epoch, UTC */
                to_ms?: number | null;
                text?: string;
            };
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
                    "text/csv": unknown;
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
    whole_incident_api_incidents__incident__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident with its whole timeline, every message about it, and what to do next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        advice: components["schemas"]["Advice"][];
                        incident: components["schemas"]["Incident"];
                        letters: components["schemas"]["Letter"][];
                        steps: components["schemas"]["IncidentStep"][];
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
    note_api_incidents__incident__note_post: {
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
                "application/json": components["schemas"]["NoteBody"];
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
    keys_out_api_keys_get: {
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
                    "application/json": components["schemas"]["KeysOut"];
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
    lending_api_lending_get: {
        parameters: {
            query: {
                from_ms: number;
                to_ms: number;
            };
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
                    "application/json": components["schemas"]["LentListOut"];
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
    me_api_me_get: {
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
                    "application/json": components["schemas"]["MeOut"];
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
    rename_api_me_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeBody"];
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
    erase_api_me_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseBody"];
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
    change_email_api_me_email_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
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
    export_api_me_export_get: {
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
                    "application/json": unknown;
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
    messages_api_me_messages_get: {
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
                    "application/json": components["schemas"]["MessagesOut"];
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
    choose_api_me_messages_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagesBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagesOut"];
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
    sent_api_me_messages_sent_get: {
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
                    "application/json": components["schemas"]["SentListOut"];
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
    change_password_api_me_password_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
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
    mine_api_me_volunteering_get: {
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
                    "application/json": components["schemas"]["MySignUpsOut"];
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
    join_api_me_volunteering_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpJoinBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MySignUpsOut"];
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
    certificate_api_me_volunteering_certificate_pdf_get: {
        parameters: {
            query?: {
                lang?: string;
            };
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
    act_api_me_volunteering__signup__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signup: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpActBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MySignUpsOut"];
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
    board_api_notices_get: {
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
                    "application/json": components["schemas"]["NoticesOut"];
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
    add_api_notices_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeMadeOut"];
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
    end_api_notices__notice__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice: string;
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
    answer_api_notices__notice__answers_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WrittenBody"];
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
    reply_api_notices__notice__answers__answer_id__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice: string;
                answer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WrittenBody"];
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
    hide_api_notices__notice__hidden_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeHiddenBody"];
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
    report_api_notices__notice__report_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WrittenBody"];
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
    offers_api_offers_get: {
        parameters: {
            query?: {
                club?: string | null;
                hall?: string[] | null;
                site?: string | null;
                from_ms?: number | null;
                to_ms?: number | null;
            };
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
                    "application/json": components["schemas"]["OffersOut"];
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
    receivers_api_offers_receivers_get: {
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
                    "application/json": components["schemas"]["ReceiversOut"];
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
    take_api_offers__offer_id__take_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
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
    switch_api_outputs__device___output__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
                output: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwitchedOut"];
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
    partners_api_partners_get: {
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
                    "application/json": components["schemas"]["PartnersOut"];
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
    add_api_partners_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedKeyOut"];
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
    revoke_api_partners__partner__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partner: string;
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
    log_api_partners__partner__log_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partner: string;
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
                    "application/json": components["schemas"]["PartnerLogOut"];
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
    mine_api_passkeys_get: {
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
                    "application/json": components["schemas"]["PasskeysOut"];
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
    add_api_passkeys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOut"];
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
    ask_new_api_passkeys_options_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProveBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptionsOut"];
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
    set_policy_api_passkeys_policy_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyPolicyBody"];
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
    remove_api_passkeys__passkey__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: string;
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
    rename_api_passkeys__passkey__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyName"];
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
    everybody_api_people_get: {
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
                    "application/json": components["schemas"]["AccountsOut"];
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
    create_api_people_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPersonBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
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
    erase_api_people__identity__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity: string;
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
    change_api_people__identity__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
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
    export_api_people__identity__export_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity: string;
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
                    "application/json": unknown;
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
    places_api_places_get: {
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
                    "application/json": components["schemas"]["PlacesOut"];
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
    add_hall_api_places_halls_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHallBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeOut"];
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
    put_hall_api_places_halls__hall__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hall: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HallBody"];
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
    drop_hall_api_places_halls__hall__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hall: string;
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
    put_facts_api_places_halls__hall__facts_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hall: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactsBody"];
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
    put_hours_api_places_halls__hall__hours_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hall: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoursBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOut"];
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
    put_parts_api_places_halls__hall__parts_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hall: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartsBody"];
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
    put_site_api_places_sites__site__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteBody"];
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
    put_doors_api_places_sites__site__doors_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorsBody"];
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
    as_pdf_api_plan_pdf_get: {
        parameters: {
            query: {
                hall: string;
                /** @description ISO week, as 2026-W48 */
                week: string;
                lang?: "de" | "en";
            };
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
                    "application/pdf": unknown;
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
    platforms_api_platforms_get: {
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
                    "application/json": components["schemas"]["PlatformsOut"];
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
    add_api_platforms_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformsOut"];
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
    place_api_platforms_projects__project__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectPlaceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformsOut"];
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
    change_api_platforms__platform__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platform: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformsOut"];
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
    remove_api_platforms__platform__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platform: string;
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
    read_api_platforms__platform__read_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                platform: string;
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
                    "application/json": components["schemas"]["PlatformsOut"];
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
    posts_api_posts_get: {
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
                    "application/json": components["schemas"]["PostsOut"];
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
    make_api_posts_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostOut"];
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
    upload_api_posts_pictures_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PictureOut"];
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
    picture_api_posts_pictures__sha256__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
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
                    "image/jpeg": unknown;
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
    preview_draft_api_posts_preview_post: {
        parameters: {
            query?: {
                device?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostBody"];
            };
        };
        responses: {
            /** @description `Display` of the contract */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
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
    trust_api_posts_rules_get: {
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
                    "application/json": components["schemas"]["TrustOut"];
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
    set_trust_api_posts_rules_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrustBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustOut"];
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
    one_api_posts__post__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
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
                    "application/json": components["schemas"]["PostOut"];
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
    change_api_posts__post__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostOut"];
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
    recall_api_posts__post__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
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
    decide_api_posts__post__decision_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__display__posts__bodies__DecisionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostOut"];
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
    preview_api_posts__post__preview_get: {
        parameters: {
            query?: {
                device?: string;
            };
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `Display` of the contract */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
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
    sheet_api_privacy_get: {
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
                    "application/json": components["schemas"]["SheetSaid"];
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
    save_sheet_api_privacy_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SheetBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetSaid"];
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
    record_api_privacy_record_get: {
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
                    "text/html": unknown;
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
    shown_api_public_get: {
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
                    "application/json": components["schemas"]["PublicOut"];
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
    show_api_public_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicOut"];
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
    public_use_api_public_usage_get: {
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
                    "application/json": components["schemas"]["PublicUseOut"];
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
    received_api_push_received_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptBody"];
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
    releases_api_releases_get: {
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
                    "application/json": components["schemas"]["ReleasesOut"];
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
    release_api_releases_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseOut"];
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
    end_release_api_releases__release_id__end_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                release_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndBody"];
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
    reports_api_reports_get: {
        parameters: {
            query?: {
                hall?: string;
                device?: string;
                slot?: number | null;
            };
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
                    "application/json": components["schemas"]["ReportsOut"];
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
    photo_api_reports__report_id__photo_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
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
                    "image/jpeg": unknown;
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
    requests_api_requests_get: {
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
                    "application/json": components["schemas"]["RequestsOut"];
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
    decide_api_requests_decide_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ManyBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedListOut"];
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
    approve_api_requests__request_id__approve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__booking__requests__routes__DecisionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedOut"];
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
    decline_api_requests__request_id__decline_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__booking__requests__routes__DecisionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedOut"];
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
    retention_api_retention_get: {
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
                    "application/json": components["schemas"]["RetentionSaid"];
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
    set_days_api_retention_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__retention__routes__DaysBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionSaid"];
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
    series_api_series_get: {
        parameters: {
            query?: {
                club?: string | null;
                hall?: string;
                all?: boolean;
            };
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
                    "application/json": components["schemas"]["SeriesListOut"];
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
    make_api_series_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeriesBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesPlanOut"];
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
    one_api_series__series__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series: string;
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
                    "application/json": components["schemas"]["SeriesDetailOut"];
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
    end_api_series__series__delete: {
        parameters: {
            query?: {
                from_date?: string | null;
                why?: string;
                dry?: boolean;
            };
            header?: never;
            path: {
                series: string;
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
                    "application/json": components["schemas"]["SeriesPlanOut"];
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
    change_api_series__series__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesPlanOut"];
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
    roll_on_api_series__series__next_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesPlanOut"];
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
    act_for_api_session_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClubBody"];
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
    ask_link_api_session_link_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__accounts__routes__LinkBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
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
    sign_in_api_session_passkey_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShownBody"];
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
    ask_sign_in_api_session_passkey_options_post: {
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
                    "application/json": components["schemas"]["OptionsOut"];
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
    ask_reset_api_session_reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__accounts__routes__LinkBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
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
    ways_in_api_session_ways_get: {
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
                    "application/json": components["schemas"]["WaysIn"];
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
    sessions_api_sessions_get: {
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
                    "application/json": components["schemas"]["SessionsOut"];
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
    end_others_api_sessions_delete: {
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
    end_session_api_sessions__session__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
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
    site_access_api_sites__site__access_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
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
                    "application/json": components["schemas"]["SiteAccessOut"];
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
    set_site_access_api_sites__site__access_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteAccessBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteAccessOut"];
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
    drill_api_sites__site__drill_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrillBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillOut"];
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
    site_outputs_api_sites__site__outputs_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
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
                    "application/json": components["schemas"]["SiteOutputsOut"];
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
    set_site_outputs_api_sites__site__outputs_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteTimesBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteOutputsOut"];
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
    plan_api_sites__site__plan_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
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
                    "application/json": components["schemas"]["PlanOut"];
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
    put_plan_api_sites__site__plan_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOut"];
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
    picture_api_sites__site__plan_picture_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
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
    of_slot_api_slots_history_get: {
        parameters: {
            query: {
                hall: string;
                section: number;
                from: number;
                to: number;
            };
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
                    "application/json": components["schemas"]["HistoryOut"];
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
    sources_api_sources_get: {
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
                    "application/json": components["schemas"]["SourcesOut"];
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
    add_api_sources_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSourceOut"];
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
    change_api_sources__source__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceOut"];
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
    hand_back_api_sources__source__hand_back_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
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
                    "application/json": components["schemas"]["HandedBackOut"];
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
    renew_key_api_sources__source__key_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
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
                    "application/json": components["schemas"]["SourceKeyOut"];
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
    pause_api_sources__source__pause_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceOut"];
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
    preview_api_sources__source__preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
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
                    "application/json": components["schemas"]["SourcePreviewOut"];
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
    read_api_sources__source__read_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceReadOut"];
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
    start_api_sources__source__start_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceOut"];
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
    buckets_api_telemetry_buckets_get: {
        parameters: {
            query: {
                /** @description from this time on, milliseconds since the epoch */
                from: number;
                /** @description up to this time, without it */
                to: number;
                level?: "hour" | "day";
                site?: string;
                hall?: string;
                device?: string;
                component?: string;
                quantity?: string;
            };
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
                    "application/json": components["schemas"]["TelemetryBuckets"];
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
    exports_api_telemetry_exports_get: {
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
                    "application/json": components["schemas"]["TelemetryExports"];
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
    ask_for_export_api_telemetry_exports_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TelemetryExportBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TelemetryExport"];
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
    export_now_api_telemetry_exports__export__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export: string;
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
                    "application/json": components["schemas"]["TelemetryExport"];
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
    drop_export_api_telemetry_exports__export__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export: string;
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
    export_file_api_telemetry_exports__export__file_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export: string;
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
    last_api_telemetry_last_get: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
                site?: string;
                hall?: string;
                device?: string;
                component?: string;
                quantity?: string;
            };
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
                    "application/json": components["schemas"]["TelemetryLastList"];
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
    samples_api_telemetry_samples_get: {
        parameters: {
            query: {
                device: string;
                component: string;
                quantity: string;
                /** @description from this time on, milliseconds since the epoch */
                from: number;
                /** @description up to this time, without it */
                to: number;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["TelemetrySamples"];
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
    series_api_telemetry_series_get: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
                site?: string;
                hall?: string;
                device?: string;
                component?: string;
                quantity?: string;
            };
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
                    "application/json": components["schemas"]["TelemetrySeriesList"];
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
    clubs_api_usage_clubs_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["ClubsUseOut"];
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
    forecast_api_usage_forecast_get: {
        parameters: {
            query: {
                hall: string;
            };
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
                    "application/json": components["schemas"]["ForecastOut"];
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
    halls_api_usage_halls_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["HallsUseOut"];
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
    hall_day_api_usage_halls__hall__day_get: {
        parameters: {
            query?: {
                day?: string | null;
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
                    "application/json": components["schemas"]["HallDayOut"];
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
    heat_api_usage_heat_get: {
        parameters: {
            query?: {
                hall?: string;
                measure?: components["schemas"]["Measure"];
                from?: string | null;
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["HeatOut"];
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
    hints_api_usage_hints_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["HintsOut"];
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
    proposals_api_usage_proposals_get: {
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
                    "application/json": components["schemas"]["UseProposalsOut"];
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
    answer_api_usage_proposals__proposal__answer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseAnswerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseProposalsOut"];
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
    carry_out_api_usage_proposals__proposal__carry_out_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal: string;
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
                    "application/json": components["schemas"]["UseProposalsOut"];
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
    withdraw_api_usage_proposals__proposal__withdraw_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal: string;
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
                    "application/json": components["schemas"]["UseProposalsOut"];
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
    rights_api_usage_rights_get: {
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
                    "application/json": components["schemas"]["RightsUseOut"];
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
    propose_api_usage_rights__series__proposal_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseProposalBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseProposalsOut"];
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
    usage_rules_api_usage_rules_get: {
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
                    "application/json": components["schemas"]["UsageRulesOut"];
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
    save_usage_rules_api_usage_rules_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageRulesBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRulesOut"];
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
    sensors_api_usage_sensors_get: {
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
                    "application/json": components["schemas"]["SensorsOut"];
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
    slots_api_usage_slots_get: {
        parameters: {
            query?: {
                hall?: string;
                club?: string;
                verdict?: components["schemas"]["Verdict"] | null;
                series?: string;
                after?: string;
                limit?: number;
                from?: string | null;
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["SlotsUseOut"];
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
    explain_api_usage_slots__slot__explanation_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slot: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplanationBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotUseOut"];
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
    unusual_api_usage_unusual_get: {
        parameters: {
            query?: {
                hall?: string;
                from?: string | null;
                to?: string | null;
            };
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
                    "application/json": components["schemas"]["UnusualsOut"];
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
    attendance_api_volunteering_attendance_get: {
        parameters: {
            query: {
                /** @description milliseconds since the epoch, UTC */
                from_ms: number;
                /** @description milliseconds since the epoch, UTC */
                to_ms: number;
                /** @description without one: the town */
                club?: string | null;
            };
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
                    "application/json": components["schemas"]["AttendancesOut"];
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
    see_api_volunteering_helpers__helper__certificate_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                helper: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeenBody"];
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
    unsee_api_volunteering_helpers__helper__certificate_delete: {
        parameters: {
            query?: {
                /** @description without one: the town */
                club?: string | null;
            };
            header?: never;
            path: {
                helper: string;
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
    know_api_volunteering_helpers__helper__known_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                helper: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnownBody"];
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
    know_no_more_api_volunteering_helpers__helper__known_delete: {
        parameters: {
            query?: {
                /** @description without one: the town */
                club?: string | null;
            };
            header?: never;
            path: {
                helper: string;
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
    year_api_volunteering_hours_get: {
        parameters: {
            query: {
                year: number;
                /** @description without one: the town */
                club?: string | null;
            };
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
                    "application/json": components["schemas"]["HoursYearOut"];
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
    year_csv_api_volunteering_hours_csv_get: {
        parameters: {
            query: {
                year: number;
                /** @description without one: the town */
                club?: string | null;
            };
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
    withdraw_api_volunteering_hours__hours__withdraw_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hours: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["hallenwart_backend__volunteering__hours__fields__WhyBody"];
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
    mark_api_volunteering_marks_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceOut"];
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
    listed_api_volunteering_offers_get: {
        parameters: {
            query?: {
                club?: string | null;
            };
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
                    "application/json": components["schemas"]["HelpOffersOut"];
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
    make_api_volunteering_offers_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHelpOfferBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpOfferOut"];
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
    one_api_volunteering_offers__offer__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offer: string;
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
                    "application/json": components["schemas"]["HelpOfferOut"];
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
    change_api_volunteering_offers__offer__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpOfferBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpOfferOut"];
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
    state_api_volunteering_offers__offer__state_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpStateBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpOfferOut"];
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
    proposals_api_volunteering_proposals_get: {
        parameters: {
            query: {
                club: string;
            };
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
                    "application/json": components["schemas"]["HelpProposalsOut"];
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
    dismiss_api_volunteering_proposals_dismiss_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpDismissBody"];
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
    sign_off_api_volunteering_signups__signup__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signup: string;
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
    was_absent_api_volunteering_signups__signup__absent_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signup: string;
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
                    "application/json": components["schemas"]["AttendanceOut"];
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
    confirm_api_volunteering_signups__signup__hours_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signup: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceOut"];
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
    was_there_api_volunteering_signups__signup__there_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signup: string;
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
                    "application/json": components["schemas"]["AttendanceOut"];
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
    wishes_api_waiting_get: {
        parameters: {
            query?: {
                club?: string | null;
            };
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
                    "application/json": components["schemas"]["WaitsOut"];
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
    wait_api_waiting_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaitBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitOut"];
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
    end_api_waiting__wish__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                wish: string;
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
    answer_api_waiting__wish__answer_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                wish: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaitAnswerBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitAnsweredOut"];
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
    warnings_api_warnings_get: {
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
                    "application/json": components["schemas"]["WarningsOut"];
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
    sources_api_warnings_sources_get: {
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
                    "application/json": components["schemas"]["WarningSourcesOut"];
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
    put_sources_api_warnings_sources_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WarningSourcesBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarningSourcesOut"];
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
    read_api_warnings_sources__source__read_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
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
                    "application/json": components["schemas"]["WarningSourcesOut"];
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
    ways_api_ways_get: {
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
                    "application/json": components["schemas"]["WaysOut"];
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
    add_way_api_ways_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WayBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WayOut"];
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
    set_quiet_api_ways_quiet_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuietBody"];
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
    drop_way_api_ways__way__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                way: string;
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
    verify_api_ways__way__verify_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                way: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WayOut"];
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
    use_page_belegung_get: {
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
                    "text/html": string;
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Refusal"];
                };
            };
        };
    };
    feed_cap_feed_atom_get: {
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
    message_cap__message__xml_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
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
    push_city_v1_feeds__feed__post: {
        parameters: {
            query?: never;
            header?: {
                authorization?: string;
            };
            path: {
                feed: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CityPushedOut"];
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
    ca_device_v1_ca_get: {
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
                    "text/plain": string;
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["Refusal"];
                };
            };
        };
    };
    enrol_device_v1_enrol_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @description `EnrolAsk` of the contract */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
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
    logs_device_v1_logs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @description `LogLines` of the contract */
                "application/json": Record<string, never>;
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
    picture_device_v1_pictures__sha256__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
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
                    "image/jpeg": unknown;
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
    protocol_device_v1_protocol_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @description `Protocol` of the contract */
                "application/json": Record<string, never>;
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
    release_device_v1_releases__version__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
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
    renew_device_v1_renew_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @description `RenewAsk` of the contract */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
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
    screen_device_v1_screen_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @description `ScreenProof` of the contract */
                "application/json": Record<string, never>;
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
    end_device_v1_streams__stream__end_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stream: string;
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
    playlist_device_v1_streams__stream__index_m3u8_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stream: string;
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
    part_device_v1_streams__stream___run___number__m4s_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stream: string;
                run: number;
                number: number;
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
    put_device_v1_streams__stream___run___number__m4s_put: {
        parameters: {
            query?: {
                t_ms?: number;
                dur_ms?: number;
            };
            header?: never;
            path: {
                stream: string;
                run: number;
                number: number;
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
    wiring_device_v1_wiring_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @description `WiringText` of the contract */
                "application/json": Record<string, never>;
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
    self__outside_v1_get: {
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
                    "application/json": components["schemas"]["OutsideSelfOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or of a source that has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `not_live`: the office has paused the source, or not switched it on yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is said makes no sense */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    rows_outside_v1_bookings_get: {
        parameters: {
            query?: {
                from_ms?: number | null;
                to_ms?: number | null;
            };
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
                    "application/json": components["schemas"]["OutsideRowsOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or of a source that has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `not_live`: the office has paused the source, or not switched it on yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is said makes no sense */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    row_outside_v1_bookings__uid__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
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
                    "application/json": components["schemas"]["OutsideRowOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or of a source that has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `no_such_row` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `not_live`: the office has paused the source, or not switched it on yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is said makes no sense */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    put_outside_v1_bookings__uid__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutsideBookingBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or of a source that has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `not_live`: the office has paused the source, or not switched it on yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is said makes no sense */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    cancel_outside_v1_bookings__uid__delete: {
        parameters: {
            query?: {
                updated_ms?: number | null;
                sequence?: number | null;
            };
            header?: never;
            path: {
                uid: string;
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
                    "application/json": components["schemas"]["OutcomeOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or of a source that has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `not_live`: the office has paused the source, or not switched it on yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is said makes no sense */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    current_outside_v1_current_post: {
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
            /** @description `bad_key`: no key, a wrong one, or of a source that has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `not_live`: the office has paused the source, or not switched it on yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is said makes no sense */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    plan_outside_v1_plan_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutsidePlanBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsidePlanOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or of a source that has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `not_live`: the office has paused the source, or not switched it on yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is said makes no sense */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    grants_partner_v1_grants_get: {
        parameters: {
            query?: {
                /** @description `next` of the answer before; empty: from the beginning */
                since?: string;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["PartnerGrantsOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    grant_partner_v1_grants_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description any text of yours, remembered for 7 days: the same request under it has one effect */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerGrantBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerGrantOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `compartments_unavailable`, `hold_lapsed`, `revoked`, `over` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerUnavailableOut"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    one_grant_partner_v1_grants__grant__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                grant: string;
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
                    "application/json": components["schemas"]["PartnerGrantOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    revoke_partner_v1_grants__grant__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                grant: string;
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
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    change_partner_v1_grants__grant__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description any text of yours, remembered for 7 days: the same request under it has one effect */
                "idempotency-key"?: string | null;
            };
            path: {
                grant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerGrantOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `compartments_unavailable`, `hold_lapsed`, `revoked`, `over` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerUnavailableOut"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    hold_partner_v1_holds_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description any text of yours, remembered for 7 days: the same request under it has one effect */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerHoldBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerHoldOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `compartments_unavailable`, `hold_lapsed`, `revoked`, `over` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerUnavailableOut"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    release_partner_v1_holds__hold__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold: string;
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
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `compartments_unavailable`, `hold_lapsed`, `revoked`, `over` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerUnavailableOut"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    renew_partner_v1_holds__hold__renew_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description any text of yours, remembered for 7 days: the same request under it has one effect */
                "idempotency-key"?: string | null;
            };
            path: {
                hold: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerRenewBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerHoldOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `compartments_unavailable`, `hold_lapsed`, `revoked`, `over` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerUnavailableOut"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    places_partner_v1_places_get: {
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
                    "application/json": components["schemas"]["PartnerPlacesOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    webhook_partner_v1_webhook_get: {
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
                    "application/json": components["schemas"]["PartnerWebhookOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    listen_partner_v1_webhook_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerWebhookBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerSecretOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    stop_partner_v1_webhook_delete: {
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
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    events_partner_v1_webhook_events_get: {
        parameters: {
            query?: {
                /** @description `number` of the oldest event seen */
                before?: number | null;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["PartnerEventsOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    replay_one_partner_v1_webhook_events__event__replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
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
                    "application/json": components["schemas"]["PartnerSentOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    ping_partner_v1_webhook_ping_post: {
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
                    "application/json": components["schemas"]["PartnerSentOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    replay_since_partner_v1_webhook_replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerSinceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerSentOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    rotate_partner_v1_webhook_secret_post: {
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
                    "application/json": components["schemas"]["PartnerSecretOut"];
                };
            };
            /** @description `bad_key`: no key, a wrong one, or one that was closed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `too_fast`: wait as long as `Retry-After` says */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
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
    printed_plan__hall__get: {
        parameters: {
            query: {
                /** @description ISO week, as 2026-W48 */
                week: string;
                lang?: "de" | "en";
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
                    "text/html": string;
                };
            };
            /** @description Refused; the message says why in both languages */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Refusal"];
                };
            };
        };
    };
}
