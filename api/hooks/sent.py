"""What hooks are sent, for the documentation of the API: nothing here is a route of ours, it is what a receiver's takes."""

from typing import Annotated

from fastapi import APIRouter, Header

from api.hooks.answers import HookMessage

router = APIRouter()


@router.post("happening", summary="What happens to films")
async def happening(
    message: HookMessage,
    webhook_id: Annotated[str, Header(description="The same in every attempt.", examples=["msg_41_h7m2c9xd3a"])],
    webhook_timestamp: Annotated[int, Header(description="When this attempt was made, in seconds since 1970.", examples=[1795291204])],
    webhook_signature: Annotated[
        str, Header(description="`v1,` and the Base64 of an HMAC; several with blanks between.", examples=["v1,K5oZfzN95Z9UVu1EsfQm"])
    ],
) -> None:
    """Wants 2xx within 15 seconds; anything else is a failure, and it is sent again. docs/webhooks.md tells how to check the signature."""
