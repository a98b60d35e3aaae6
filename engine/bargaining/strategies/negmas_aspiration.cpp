#include "engine/bargaining/negmas/concession.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

enum class NegmasAspirationType : unsigned char { kBoulware, kLinear, kConceder };
constexpr std::array<std::string_view, 3> kNegmasAspirationTypes = {"boulware", "linear",
                                                                    "conceder"};
constexpr std::array<double, 3> kNegmasAspirationExponents = {4, 1, 0.25};

/// The preset's older time-based strategy: a coarser tolerance, and it looks among all outcomes,
/// those worth less than no deal too.
class NegmasAspiration final : public NegmasTimeBased {
 public:
  NegmasAspiration() : NegmasTimeBased({.tolerance = 1e-3, .rational_only = false}) {}

  void Begin(const Seat& seat) override {
    rule_.exponent = kNegmasAspirationExponents[static_cast<std::size_t>(type_)];
    NegmasTimeBased::Begin(seat);
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "aspiration_type", .doc = "exponent 4, 1 or 1/4"}, &type_,
             kNegmasAspirationTypes);
    v->Visit({.name = "max_aspiration", .doc = "a(0)", .range = kUnitInterval},
             &rule_.max_aspiration);
  }

 private:
  NegmasAspirationType type_ = NegmasAspirationType::kBoulware;
};

const RegisterStrategy<NegmasAspiration> kRegisteredNegmasAspiration{{
    .name = "negmas_aspiration",
    .summary = "Concedes along a polynomial, among all outcomes, as NegMAS does (preset).",
    .formula = "lo = (H - L) m (1 - t^e) + L - 1e-3; offers the cheapest thing worth lo, accepts "
               "from lo up",
    .source = "vectors of NegMAS; rule after Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman
