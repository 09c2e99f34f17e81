"""Django's settings. Every value that may differ comes from the environment.

The list with defaults and help is `environment.py`; nothing else reads the environment.
"""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from dotenv import dotenv_values

from fardplan.config.email import email_settings
from fardplan.config.environment import SettingsError, read_settings
from fardplan.config.identity_providers import read_identity_providers


ROOT = Path(__file__).resolve().parents[3]
DEFINITIONS_DIR = ROOT / "definitions"
BUILD_DIR = ROOT / "build"

_file = {k: v for k, v in dotenv_values(ROOT / ".env").items() if v is not None}
_env = read_settings({**_file, **os.environ})


def _data_dir(given: Path) -> Path:
    folder = given if given.is_absolute() else ROOT / given
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"Datakatalogen {folder} går inte att skapa: {error.strerror}.\n"
            "Ge FARDPLAN_DATA_DIR en katalog som du får skriva i."
        ) from None
    return folder


def _secret_key(given: str, folder: Path) -> str:
    """Give the key; without one, make it once and keep it readable by us only."""
    if given:
        return given
    file = folder / "secret_key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise SettingsError(
            f"Datakatalogen {folder} går inte att skriva i: {error.strerror}.\n"
            "Ge FARDPLAN_DATA_DIR en annan katalog, eller ändra rättigheterna."
        ) from None
    key = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(key)
    return key


DATA_DIR = _data_dir(_env["FARDPLAN_DATA_DIR"])
SECRET_KEY = _secret_key(_env["FARDPLAN_SECRET_KEY"], DATA_DIR)
DEBUG = _env["FARDPLAN_DEBUG"]
ALLOWED_HOSTS = _env["FARDPLAN_HOSTS"]
CSRF_TRUSTED_ORIGINS = _env["FARDPLAN_ORIGINS"]
SERVE_HOST = _env["FARDPLAN_HOST"]
SERVE_PORT = _env["FARDPLAN_PORT"]
# What letters that no visitor asked for lead to.
SITE_ADDRESS = _env["FARDPLAN_ADDRESS"] or next(
    iter(CSRF_TRUSTED_ORIGINS), f"http://{SERVE_HOST}:{SERVE_PORT}"
)
WEB_PROCESSES = _env["FARDPLAN_WEB_PROCESSES"]
WEB_THREADS = _env["FARDPLAN_WEB_THREADS"]
WORKERS = _env["FARDPLAN_WORKERS"]
JOB_ATTEMPTS = _env["FARDPLAN_JOB_ATTEMPTS"]
JOB_SILENCE_SECONDS = _env["FARDPLAN_JOB_SILENCE_SECONDS"]
STOP_SECONDS = _env["FARDPLAN_STOP_SECONDS"]

UPLOADS_DIR = DATA_DIR / "uploads"
STORE_DIR = DATA_DIR / "store"
BACKUPS_DIR = DATA_DIR / "backups"
# Worked out from the database, so it is in no backup (docs/decisions/0021).
SEARCH_DIR = DATA_DIR / "search"

INSTALLED_APPS = [
    # Before allauth: its pages are drawn by our templates of the same names.
    "fardplan.apps.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "fardplan.apps.common",
    "fardplan.apps.jobs",
    "fardplan.apps.backups",
    "fardplan.apps.actors",
    "fardplan.apps.sources",
    "fardplan.apps.plans",
    "fardplan.apps.indicators",
    "fardplan.apps.national",
    "fardplan.apps.search",
    "fardplan.apps.public",
    "django.forms",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Adds a random length to each answer against BREACH, and CSRF tokens are masked.
    "fardplan.apps.common.packing.PackingMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fardplan.apps.accounts.middleware.IdleMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fardplan.apps.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fardplan.apps.common.middleware.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "fardplan.config.urls"
WSGI_APPLICATION = "fardplan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.contrib.auth.context_processors.auth",
                "fardplan.apps.common.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "fardplan.apps.common.templatetags.fardplan",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    if not url or url.startswith("sqlite"):
        name = (
            dj_database_url.parse(url)["NAME"] if url else DATA_DIR / "fardplan.sqlite3"
        )
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a transaction that will write takes the lock at once
                # and so waits its turn, instead of failing half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # synchronous=FULL: what was acknowledged survives a power cut too
                # (https://sqlite.org/pragma.html#pragma_synchronous).
                "init_command": (
                    "PRAGMA journal_mode=WAL;"
                    "PRAGMA synchronous=FULL;"
                    "PRAGMA mmap_size=134217728;"
                    "PRAGMA cache_size=-20000;"
                ),
            },
        }
    # Health checks: after a restart of PostgreSQL the pool holds dead connections.
    parsed = dj_database_url.parse(url, conn_health_checks=True)
    asked = parsed.get("OPTIONS", {})
    # Compiling a statement (JIT) takes PostgreSQL 100 ms or more, and our pages' are done
    # in less; what the address asks for comes after, and holds.
    options = f"-c jit=off {asked.get('options', '')}".strip()
    # The pool's own 30 s would keep people waiting for a server that is gone.
    pool = {"min_size": 1, "max_size": WEB_THREADS + 2, "timeout": 5}
    return {**parsed, "OPTIONS": {**asked, "options": options, "pool": pool}}


DATABASES = {"default": _database(_env["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:log_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "start"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_DJANGO_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_DJANGO_PASSWORDS}.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": f"{_DJANGO_PASSWORDS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name"), "max_similarity": 0.7},
    },
    {"NAME": f"{_DJANGO_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_DJANGO_PASSWORDS}.NumericPasswordValidator"},
    {"NAME": "fardplan.apps.accounts.password_words.CommonWordsValidator"},
]
SESSION_ENGINE = "fardplan.apps.accounts.sessions"
SESSION_COOKIE_NAME = "fardplan_session"
SESSION_COOKIE_AGE = 60 * 60 * 12
IDLE_SECONDS = _env["FARDPLAN_IDLE_MINUTES"] * 60
REQUIRE_SECOND_FACTOR = _env["FARDPLAN_REQUIRE_SECOND_FACTOR"]
PROXY_COUNT = _env["FARDPLAN_PROXIES"]

# Second factors are allauth's. Logging in through other identity providers is not
# (docs/decisions/0013), so allauth's social accounts are not installed.
ACCOUNT_ADAPTER = "fardplan.apps.accounts.allauth_adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_USER_DISPLAY = "fardplan.apps.accounts.allauth_adapters.display_name"
MFA_ADAPTER = "fardplan.apps.accounts.allauth_adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Färdplan"
# A code typed as it changes, or by a clock some seconds off, still counts: one step is
# what RFC 6238, section 5.2, advises.
MFA_TOTP_TOLERANCE = 1
# An address is known to be the person's by the invitation that was sent to it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "activate_totp": "fardplan.apps.accounts.forms.ActivateTotpForm",
    "authenticate": "fardplan.apps.accounts.forms.SecondFactorForm",
    "reauthenticate": "fardplan.apps.accounts.forms.ConfirmByCodeForm",
    "add_webauthn": "fardplan.apps.accounts.forms.AddKeyForm",
}
ACCOUNT_FORMS = {"reauthenticate": "fardplan.apps.accounts.forms.ConfirmForm"}
IDENTITY_PROVIDERS = read_identity_providers(
    DATA_DIR / _env["FARDPLAN_IDENTITY_PROVIDERS"]
)

# Five wrong passwords from one address for one account close that pair for 15 minutes.
# Not the account alone: then anybody could lock anybody out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # who logs in when is not collected
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "fardplan.apps.accounts.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "fardplan.apps.accounts.views.log_in.locked_out"

globals().update(
    email_settings(_env["FARDPLAN_EMAIL_URL"], _env["FARDPLAN_EMAIL_FROM"], DATA_DIR)
)
# Counts attempts at second factors; files, so that every process counts together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]
LANGUAGE_COOKIE_NAME = "fardplan_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "src" / "fardplan" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = ["fardplan.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = BUILD_DIR / "collected"
STATICFILES_DIRS = [BUILD_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": UPLOADS_DIR},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Chart specifications and fonts come from here; nothing comes from another host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _env["FARDPLAN_HTTPS"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "filters": {"hide_links": {"()": "fardplan.config.log_filter.HideLinks"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["hide_links"],
        }
    },
    # Who logs in when is not collected, in the log either.
    "loggers": {"axes": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": _env["FARDPLAN_LOG_LEVEL"]},
}
