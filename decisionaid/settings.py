"""The site's one settings file.

With no variable set it is a site for this machine alone: plain http, SQLite, a secret
kept in an ignored file. ``PRODUCTION=1`` is the one switch for a site others can reach.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from decisionaid.configuration import (
    find_languages,
    read_database,
    read_local_secret,
    require_variables,
)
from decisionaid.logs import build_logging

BASE_DIR = Path(__file__).resolve().parent.parent

# An empty variable counts as not set: it is how compose files leave one out.
env = environ.Env()
env.ENVIRON = {name: value for name, value in os.environ.items() if value}

# --- The switch ---------------------------------------------------------------------

PRODUCTION = env.bool("PRODUCTION", default=False)
if PRODUCTION:
    require_variables(env.ENVIRON)

DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION
SECRET_KEY = env.str("SECRET_KEY", default="") or read_local_secret(
    BASE_DIR / ".secret_key"
)
# Earlier secrets: what was made under them still opens.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Where nothing else is said; `runserver` makes it ready by itself.
LOCAL_DATABASE = BASE_DIR / "db.sqlite3"
DATABASES = {
    "default": read_database(
        env.str("DATABASE_URL", default=f"sqlite:///{LOCAL_DATABASE}")
    )
}

# --- The model ----------------------------------------------------------------------

# Until its numbers are checked the site says so on every page; in production it does
# not start with unchecked numbers unless this is asked for.
RESEARCH_PREVIEW = env.bool("RESEARCH_PREVIEW", default=not PRODUCTION)
COMPARISON_DRAWS = env.int("COMPARISON_DRAWS", default=4000)
# A result that a person asks us to keep is deleted after this many days.
SAVED_COMPARISON_DAYS = env.int("SAVED_COMPARISON_DAYS", default=90)
# How long copies of the database live, as docs/operations.md asks of who runs the site.
BACKUP_DAYS = 7

# --- Who offers the site ------------------------------------------------------------

# Shown on the page about who is behind the site; what is empty is said to be so.
PUBLISHER = {
    name: env.str(f"PUBLISHER_{name.upper()}", default="")
    for name in (
        "name",
        "authors",
        "funding",
        "interests",
        "updates",
        "contact",
        "support",
        "crisis",
    )
}

# --- Limits -------------------------------------------------------------------------

# How much may be sent; 0 is no limit. A whole journey is some twenty posts, and many
# people may share a hospital's address. The proxy has harder limits of its own. On
# one's own machine nobody else asks: programs that try it may send ten times as much.
MORE = 1 if PRODUCTION else 10
POSTS_PER_MINUTE_SESSION = env.int("POSTS_PER_MINUTE_SESSION", default=30 * MORE)
POSTS_PER_MINUTE_ADDRESS = env.int("POSTS_PER_MINUTE_ADDRESS", default=300 * MORE)
WRONG_CODES_PER_HOUR = env.int("WRONG_CODES_PER_HOUR", default=50)
# Proxies whose word is believed about https (gunicorn) and the sender (the limits).
TRUSTED_PROXIES = env.list("FORWARDED_ALLOW_IPS", default=["127.0.0.1", "::1"])

# --- Parts --------------------------------------------------------------------------

INSTALLED_APPS = [
    # Its `runserver` stands before WhiteNoise's, which it extends.
    "decisionaid.health",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Without its middleware: a request of a patient costs nothing.
    "allauth.usersessions",
    "axes",
    "rest_framework",
    "drf_spectacular",
    "riskmodel",
    "decisionaid.limits",
    "decisionaid.releases",
    "decisionaid.core",
    "decisionaid.questionnaire",
    "decisionaid.deliberation",
    "decisionaid.presentation",
    "decisionaid.results",
    "decisionaid.usage",
    "decisionaid.summaries",
    "decisionaid.partners",
    "decisionaid.clinician",
    "decisionaid.evidence_desk",
    "decisionaid.backup",
    "decisionaid.about",
]

# Outermost first: what sets headers stands outside what may refuse a request, so that
# every refusal carries them too.
MIDDLEWARE = [
    "decisionaid.metrics.MetricsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "decisionaid.middleware.PrivateHeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "decisionaid.middleware.BodyLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "decisionaid.limits.middleware.LimitMiddleware",
    "decisionaid.releases.middleware.OneReleaseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "decisionaid.clinician.accounts.gate.StaffGateMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "decisionaid.urls"
WSGI_APPLICATION = "decisionaid.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "decisionaid.core.context.site",
            ],
        },
    },
]

# --- Language and time --------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
# Made-up languages, to look at the layout: `python -m tools.pseudo` writes them.
LOCALE_PATHS = [BASE_DIR / "locale", *([BASE_DIR / ".pseudo"] if DEBUG else [])]
# A browser is answered in its language only where there is a catalogue of it.
LANGUAGES = find_languages(LANGUAGE_CODE, LOCALE_PATHS)
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Static files -------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
# Without production the files are served from where they are built, as they are now:
# `runserver` needs no `collectstatic` and no restart.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Sessions and forms -------------------------------------------------------------

SESSION_ENGINE = "decisionaid.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "decisionaid.errors.csrf_failure"

# Our longest form is a few hundred bytes; nothing is uploaded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 0

# --- Staff: signing in --------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_DJANGO_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_DJANGO_VALIDATORS}.UserAttributeSimilarityValidator"},
    {
        "NAME": f"{_DJANGO_VALIDATORS}.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": f"{_DJANGO_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_DJANGO_VALIDATORS}.NumericPasswordValidator"},
    {"NAME": "decisionaid.clinician.accounts.passwords.OwnWordsValidator"},
    {"NAME": "decisionaid.clinician.accounts.passwords.BreachedPasswordValidator"},
]
# What anybody would try first here; whoever runs the site adds its own names.
PASSWORD_OWN_WORDS = (
    *("multiple", "sclerosis", "treatment", "choices", "decision", "clinician"),
    *("stem", "cell", "transplant", "ahsct", "natalizumab", "alemtuzumab"),
    *("tysabri", "lemtrada", "neurology", "reviewer", "administrator"),
    *env.list("PASSWORD_OWN_WORDS", default=[]),
)
# A service that knows breached passwords by the first five digits of their SHA-1,
# asked for each new password. Empty: no other host is asked anything.
PASSWORD_BREACH_URL = env.str("PASSWORD_BREACH_URL", default="")
# How long a link works by which somebody sets their password.
PASSWORD_RESET_TIMEOUT = env.int("PASSWORD_LINK_HOURS", default=24) * 60 * 60
# A session of staff ends after so long without a request, and after so long at all.
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=20)
STAFF_SESSION_HOURS = env.int("STAFF_SESSION_HOURS", default=10)

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "clinician"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "decisionaid.clinician.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Beside the lock-out below: one account's codes, guessed from many places.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,20/5m/key"}
MFA_ADAPTER = "decisionaid.clinician.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"authenticate": "decisionaid.clinician.accounts.forms.CodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey that checks a finger or a PIN is both factors at once.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "MS treatment choices"
# A clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1

# Wrong passwords and wrong codes count alike. Name and address together, so that
# nobody can lock another person out from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "decisionaid.clinician.accounts.lockout.refuse"
AXES_CLIENT_IP_CALLABLE = "decisionaid.clinician.accounts.lockout.find_sender"
AXES_USERNAME_CALLABLE = "decisionaid.clinician.accounts.lockout.find_name"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "credential", "csrfmiddlewaretoken"]
# The audit trail tells who signed in.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- Headers ------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# No page needs a sensor, a device or the browser's knowledge of the person.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera"),
        *("display-capture", "encrypted-media", "fullscreen", "gamepad"),
        *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts"),
        *("magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
        *("screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb"),
        "xr-spatial-tracking",
    )
}

if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # Probes from inside the machine speak plain http.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # The prefix makes browsers refuse these cookies from any other host or over http.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- The API ------------------------------------------------------------------------

# Holds the API's allowances of the last minute, under keyed hashes, and nothing else.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Two for each address; with fewer, a crowd would push allowances out.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "decisionaid.partners.authentication.PartnerAuthentication"
    ],
    "DEFAULT_THROTTLE_CLASSES": [
        "riskmodel.api.limits.RequestThrottle",
        "riskmodel.api.limits.WorkThrottle",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "riskmodel.api.problems.handle_error",
    # The Accept header alone chooses how an answer is written.
    "URL_FORMAT_OVERRIDE": None,
}
# The API answers from the release that people's pages are of.
API_FIND_RELEASE = "decisionaid.releases.selectors.get_release"
# For each address, or each partner, in a minute and in each web process. Work is draws
# times EDSS bands: 4,000 at one band take about half a second of one processor, so one
# address can keep two of them busy.
API_FIND_ADDRESS = "decisionaid.limits.address.find_address"
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=300 * MORE)
API_WORK_PER_MINUTE = env.int("API_WORK_PER_MINUTE", default=1_000_000 * MORE)
API_PARTNER_REQUESTS_PER_MINUTE = env.int(
    "API_PARTNER_REQUESTS_PER_MINUTE", default=3000
)
API_PARTNER_WORK_PER_MINUTE = env.int("API_PARTNER_WORK_PER_MINUTE", default=10_000_000)
SPECTACULAR_SETTINGS = {
    "TITLE": "MS treatment choices",
    "DESCRIPTION": "What four choices could mean for one person with MS.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "partner": {
                "type": "http",
                "scheme": "bearer",
                "description": "A partner's token, for higher limits.",
            }
        }
    },
    # The documents' shapes are written once, beside the API.
    "POSTPROCESSING_HOOKS": ["riskmodel.api.documentation.finish"],
}

# --- Logging and metrics ------------------------------------------------------------

LOGGING = build_logging(as_json=PRODUCTION)
# Who shows this token may read /metrics; without one there is no such page.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
