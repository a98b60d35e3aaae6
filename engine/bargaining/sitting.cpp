#include "engine/bargaining/sitting.h"

namespace dragoman {

std::string_view RefusalName(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone:
      return "accepted";
    case Refusal::kRedLine:
      return "red line";
    case Refusal::kPrecondition:
      return "precondition";
    case Refusal::kInsincere:
      return "insincere";
    case Refusal::kBelowNoDeal:
      return "below no deal";
    case Refusal::kDelegate:
      return "delegate's margin";
    case Refusal::kAspiration:
      return "aspiration";
  }
  return "";
}

}  // namespace dragoman
