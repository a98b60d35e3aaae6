#include "engine/bargaining/acceptance.h"

namespace dragoman {
namespace {

/// Accepts what it holds out for, though its own next offer may be better.
class AcAspiration final : public Acceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override { return question.aspiration; }
};

const RegisterAcceptance<AcAspiration> kRegisteredAcAspiration{{
    .name = "ac_aspiration",
    .summary = "Accepts what is worth what it holds out for.",
    .formula = "u(offer) >= A(t)",
    .source = "talks model, section 3; Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman
