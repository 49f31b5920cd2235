import type {
  DisplayConfigJSON,
  EnvironmentJSON,
  OrganizationSettingsJSON,
  UserSettingsJSON,
} from "@clerk/shared/types";
import type { Replace } from "@/simulators/clerk/serializers/frontend-json";

type OrganizationSettings = Omit<OrganizationSettingsJSON, "id" | "object">;
type UserSettings = Replace<Omit<UserSettingsJSON, "id" | "object">, { social: Record<string, never> }>;
type Environment = Replace<
  EnvironmentJSON,
  { organization_settings: OrganizationSettings; user_settings: UserSettings }
>;
type Attribute = UserSettings["attributes"]["password"];

const ATTRIBUTE_OFF: Attribute = {
  enabled: false,
  required: false,
  verifications: [],
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verify_at_sign_up: false,
};

/**
 * The settings of the instance, as the dashboard of a real one has to be set: e-mail with code or password, firms on,
 * one session per browser, no personal workspace when `forceOrganization` is true.
 */
export function environmentJson(options: { forceOrganization: boolean }): Environment {
  return {
    object: "environment",
    id: "env_simulator",
    maintenance_mode: false,
    client_debug_mode: false,
    partitioned_cookies: false,
    auth_config: {
      object: "auth_config",
      id: "aac_simulator",
      single_session_mode: true,
      claimed_at: null,
      reverification: false,
      preferred_channels: {},
      session_minter: false,
    },
    api_keys_settings: {
      object: "api_keys_settings",
      id: "aks_simulator",
      user_api_keys_enabled: false,
      orgs_api_keys_enabled: false,
    },
    commerce_settings: {
      object: "commerce_settings",
      id: "ccs_simulator",
      billing: {
        stripe_publishable_key: null,
        organization: { enabled: false, has_paid_plans: false },
        user: { enabled: false, has_paid_plans: false },
      },
    },
    protect_config: { object: "protect_config", id: "pc_simulator" },
    display_config: displayConfig(),
    organization_settings: organizationSettings(options.forceOrganization),
    user_settings: userSettings(),
  };
}

function displayConfig(): DisplayConfigJSON {
  return {
    object: "display_config",
    id: "dc_simulator",
    application_name: "Docketline",
    branded: false,
    instance_environment_type: "production",
    show_devmode_warning: false,
    preferred_sign_in_strategy: "password",
    home_url: "/",
    sign_in_url: "/sign-in",
    sign_up_url: "/sign-up",
    after_sign_in_url: "/desk",
    after_sign_up_url: "/desk",
    after_sign_out_one_url: "/",
    after_sign_out_all_url: "/",
    after_switch_session_url: "/",
    user_profile_url: "/settings",
    organization_profile_url: "/settings",
    create_organization_url: "/sign-up",
    after_leave_organization_url: "/",
    after_create_organization_url: "/desk",
    after_join_waitlist_url: "/",
    waitlist_url: "/",
    support_email: "",
    terms_url: "",
    privacy_policy_url: "",
    logo_image_url: "",
    favicon_image_url: "",
    captcha_public_key: null,
    captcha_public_key_invisible: null,
    captcha_widget_type: null,
    captcha_provider: "turnstile",
    captcha_oauth_bypass: null,
    captcha_heartbeat: false,
    theme: {
      buttons: { font_color: "#ffffff", font_family: "inherit", font_weight: "600" },
      general: {
        color: "#2f3b52",
        background_color: "#ffffff",
        font_family: "inherit",
        font_color: "#151515",
        label_font_weight: "600",
        padding: "1em",
        border_radius: "0.5em",
        box_shadow: "none",
      },
      accounts: { background_color: "#f2f2f2" },
    },
  };
}

function organizationSettings(forceOrganization: boolean): OrganizationSettings {
  return {
    enabled: true,
    max_allowed_memberships: 0,
    force_organization_selection: forceOrganization,
    actions: { admin_delete: true },
    domains: { enabled: false, enrollment_modes: [], default_role: "org:viewer" },
    slug: { disabled: false },
    organization_creation_defaults: { enabled: false },
  };
}

function userSettings(): UserSettings {
  return {
    attributes: {
      email_address: {
        ...ATTRIBUTE_OFF,
        enabled: true,
        required: true,
        verifications: ["email_code"],
        used_for_first_factor: true,
        first_factors: ["email_code"],
        verify_at_sign_up: true,
      },
      phone_number: ATTRIBUTE_OFF,
      username: ATTRIBUTE_OFF,
      web3_wallet: ATTRIBUTE_OFF,
      first_name: { ...ATTRIBUTE_OFF, enabled: true },
      last_name: { ...ATTRIBUTE_OFF, enabled: true },
      password: { ...ATTRIBUTE_OFF, enabled: true, required: true },
      authenticator_app: ATTRIBUTE_OFF,
      backup_code: ATTRIBUTE_OFF,
      passkey: ATTRIBUTE_OFF,
    },
    actions: { delete_self: false, create_organization: true },
    social: {},
    enterprise_sso: { enabled: false, self_serve_sso: false, self_serve_directory_sync: false },
    sign_in: { second_factor: { required: false, enabled: false } },
    sign_up: {
      allowlist_only: false,
      progressive: true,
      captcha_enabled: false,
      mode: "public",
      legal_consent_enabled: false,
      mfa: { required: false },
    },
    password_settings: {
      allowed_special_characters: "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~",
      disable_hibp: true,
      min_length: 8,
      max_length: 72,
      require_special_char: false,
      require_numbers: false,
      require_uppercase: false,
      require_lowercase: false,
      show_zxcvbn: false,
      min_zxcvbn_strength: 0,
    },
    passkey_settings: { allow_autofill: false, show_sign_in_button: false },
    username_settings: { min_length: 4, max_length: 64 },
    attack_protection: { enumeration_protection: { enabled: false } },
  };
}
