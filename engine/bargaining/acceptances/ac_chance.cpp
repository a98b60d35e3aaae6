#include <limits>

#include "engine/bargaining/acceptance.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Draws lots: a yardstick, not a way to negotiate.
class AcChance final : public Acceptance {
 public:
  void Begin(const Seat& seat) override {
    random_ = seat.random;
    draw_ = seat.first_draw;
    stream_ = StreamKey{kAcChanceStream + static_cast<std::uint64_t>(seat.self)};
  }

  double Needed(const AcceptanceQuestion&) override {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    return random_.Uniform(stream_, draw_++) < p_ ? -kInfinite : kInfinite;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "p",
              .doc = "chance of taking an offer worth having",
              .range = kUnitInterval,
              .unit = "probability"},
             &p_);
  }

 private:
  inline static const auto kAcChanceStream =
      static_cast<std::uint64_t>(MakeStream("acceptance by chance"));

  double p_ = 0.5;
  Random random_{0, 0};
  std::uint64_t draw_ = 0;
  StreamKey stream_{};
};

const RegisterAcceptance<AcChance> kRegisteredAcChance{{
    .name = "ac_chance",
    .summary = "Accepts anything worth having with a fixed probability.",
    .formula = "accepts with probability p",
    .source = "yardstick",
}};

}  // namespace
}  // namespace dragoman
