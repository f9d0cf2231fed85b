"""The one settings file. Everything an office may change comes from the environment (see environment.py)."""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from headstamp.config.databases import database, owner_of
from headstamp.config.environment import home, setting

HEADSTAMP_HOME = home()
HEADSTAMP_FILES = HEADSTAMP_HOME / "files"
HEADSTAMP_KEYS = HEADSTAMP_HOME / "keys"
HEADSTAMP_AUDIT_HEADS = HEADSTAMP_HOME / "audit" / "heads.jsonl"
HEADSTAMP_VOCABULARY = HEADSTAMP_HOME / "vocabulary"
HEADSTAMP_LAYOUTS = HEADSTAMP_HOME / "layouts"
HEADSTAMP_SNAPSHOT = HEADSTAMP_HOME / "snapshot"
HEADSTAMP_NUMBERS = HEADSTAMP_HOME / "numbers"
HEADSTAMP_BOUNDARIES = HEADSTAMP_HOME / "boundaries"
HEADSTAMP_AS = setting("HEADSTAMP_AS")
HEADSTAMP_JURISDICTION = setting("HEADSTAMP_JURISDICTION")
HEADSTAMP_IATI = setting("HEADSTAMP_IATI")
HEADSTAMP_IATI_ORGANISATION = setting("HEADSTAMP_IATI_ORGANISATION")
HEADSTAMP_IATI_NAME = setting("HEADSTAMP_IATI_NAME")
HEADSTAMP_IATI_TYPE = setting("HEADSTAMP_IATI_TYPE")
HEADSTAMP_IATI_ROLE = setting("HEADSTAMP_IATI_ROLE")
HEADSTAMP_IATI_CONTACT = setting("HEADSTAMP_IATI_CONTACT")
HEADSTAMP_IATI_LANGUAGE = setting("HEADSTAMP_IATI_LANGUAGE")
HEADSTAMP_DEMO = setting("HEADSTAMP_DEMO")
HEADSTAMP_REQUIRE_MFA = setting("HEADSTAMP_REQUIRE_MFA")
HEADSTAMP_MAX_FILE_BYTES = setting("HEADSTAMP_MAX_FILE_MB") * 1024 * 1024
HEADSTAMP_LIMITS = {
    "search": setting("HEADSTAMP_SEARCHES_A_MINUTE"),
    "filter": setting("HEADSTAMP_FILTERS_A_MINUTE"),
    "complete": setting("HEADSTAMP_COMPLETIONS_A_MINUTE"),
    "complete_day": setting("HEADSTAMP_COMPLETIONS_A_DAY"),
    "export": setting("HEADSTAMP_EXPORTS_AN_HOUR"),
    "export_rows": setting("HEADSTAMP_EXPORTED_ROWS_A_DAY"),
}
HEADSTAMP_QUOTA_BYTES = setting("HEADSTAMP_QUOTA_GB") * 1024**3
HEADSTAMP_SMALLEST_COUNT = setting("HEADSTAMP_SMALLEST_COUNT")
HEADSTAMP_SMALL_COUNTS = setting("HEADSTAMP_SMALL_COUNTS")
HEADSTAMP_HIDE_NOUGHT = setting("HEADSTAMP_HIDE_NOUGHT")
HEADSTAMP_PUBLISHED_PLACE = setting("HEADSTAMP_PUBLISHED_PLACE")
HEADSTAMP_PUBLIC_DISCLAIMER = setting("HEADSTAMP_PUBLIC_DISCLAIMER")
HEADSTAMP_PUBLIC_CONTACT = setting("HEADSTAMP_PUBLIC_CONTACT")
_MAIL = setting("HEADSTAMP_MAIL")
EMAIL_HOST = _MAIL.host  # empty where the office sends none
EMAIL_PORT = _MAIL.port
EMAIL_HOST_USER = _MAIL.user
EMAIL_HOST_PASSWORD = _MAIL.password
EMAIL_USE_SSL = _MAIL.is_tls_from_the_start
EMAIL_USE_TLS = _MAIL.is_turned_to_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = setting("HEADSTAMP_MAIL_FROM")


def _secret_key(path: Path) -> str:
    """The key in `path`, made at the first start and readable by this user only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = setting("HEADSTAMP_SECRET_KEY") or _secret_key(HEADSTAMP_KEYS / "secret.key")
DEBUG = setting("HEADSTAMP_DEBUG")
ALLOWED_HOSTS = setting("HEADSTAMP_HOSTS")
_HTTPS = setting("HEADSTAMP_HTTPS")
CSRF_TRUSTED_ORIGINS = [
    f"{'https' if _HTTPS else 'http'}://{name}" for name in ALLOWED_HOSTS if "*" not in name
]

INSTALLED_APPS = [
    "headstamp.audit",
    "headstamp.jobs",
    "headstamp.accounts",
    "headstamp.registry",
    "headstamp.custody",
    "headstamp.arms_lists",
    "headstamp.procedures",
    "headstamp.forensics",
    "headstamp.tracing",
    "headstamp.cases",
    "headstamp.intake",
    "headstamp.indicators",
    "headstamp.matching",
    "headstamp.analysis",
    "headstamp.programme",
    "headstamp.desk",
    "headstamp.web",
    "headstamp.console",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_tasks",
    "django_tasks_db",
]
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if not app.startswith("headstamp.")
    or (Path(__file__).parents[1] / app.split(".")[1] / "apps.py").exists()
]

MIDDLEWARE = [
    "headstamp.web.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "headstamp.accounts.middleware.OwnLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "headstamp.accounts.middleware.SessionsInUse",
    "axes.middleware.AxesMiddleware",
    "headstamp.accounts.middleware.RequireSecondFactor",
    "headstamp.web.middleware.NotKept",
    "headstamp.web.middleware.ClosedByDefault",
]

ROOT_URLCONF = "headstamp.config.urls"
WSGI_APPLICATION = "headstamp.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "headstamp.web.context.shell",
            ]
        },
    }
]

DATABASES = {"default": database(setting("HEADSTAMP_DATABASE_URL"), HEADSTAMP_HOME)}
HEADSTAMP_OWNER = owner_of(DATABASES["default"], HEADSTAMP_HOME)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "headstamp_cache"}
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "headstamp.accounts.adapters.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/300s/key"}
MFA_ADAPTER = "headstamp.accounts.adapters.FactorAdapter"
MFA_FORMS = {"generate_recovery_codes": "headstamp.accounts.forms.GenerateCodesForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Headstamp"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
USERSESSIONS_TRACK_ACTIVITY = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "headstamp.accounts.lockout.name_for_axes"
AXES_LOCKOUT_CALLABLE = "headstamp.web.views.errors.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "password", "code"]
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "headstamp.web.views.errors.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if setting("HEADSTAMP_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = setting("HEADSTAMP_LANGUAGE")
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = _HTTPS
LANGUAGES = [
    ("en", _("English")),
    ("sq", _("Albanian")),
    ("sr-latn", _("Serbian (Latin)")),
    ("sr", _("Serbian (Cyrillic)")),
    ("mk", _("Macedonian")),
    ("bs", _("Bosnian")),
]
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["headstamp.config.formats"]
USE_TZ = True
TIME_ZONE = setting("HEADSTAMP_TIME_ZONE")

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = HEADSTAMP_FILES
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "fast"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "headstamp.web.logging.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": setting("HEADSTAMP_LOG_LEVEL")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "axes": {"level": "ERROR"},
    },
}
