#include "engine/bargaining/negmas/preset.h"

#include <array>
#include <vector>

namespace dragoman {
namespace {

/// A key, the strategy it stands for, and the parameters it implies.
struct NegmasKey {
  std::string_view key;
  std::string_view strategy;
  std::array<std::array<std::string_view, 2>, 3> implied = {};  ///< Names and values.
};

constexpr NegmasKey kNegmasKeyTable[] = {
    {"Boulware", "negmas_boulware"},
    {"Linear", "negmas_linear"},
    {"Conceder", "negmas_conceder"},
    {"AspB", "negmas_aspiration", {{{"aspiration_type", "boulware"}}}},
    {"AspL", "negmas_aspiration", {{{"aspiration_type", "linear"}}}},
    {"AspC", "negmas_aspiration", {{{"aspiration_type", "conceder"}}}},
    {"AspL9", "negmas_aspiration", {{{"aspiration_type", "linear"}, {"max_aspiration", "0.9"}}}},
    {"Poly2", "negmas_time_based", {{{"curve", "polynomial"}, {"exponent", "2"}}}},
    {"ExpB", "negmas_time_based", {{{"curve", "exponential"}, {"exponent", "0.125"}}}},
    {"ExpL", "negmas_time_based", {{{"curve", "exponential"}, {"exponent", "0.725"}}}},
    {"ExpC", "negmas_time_based", {{{"curve", "exponential"}, {"exponent", "4"}}}},
    {"MiCRO", "negmas_micro"},
    {"NaiveTFT", "negmas_naive_tit_for_tat"},
    {"NaiveTFTk", "negmas_naive_tit_for_tat", {{{"kindness", "0.1"}}}},
    {"NiceTFT", "negmas_nice_tit_for_tat"},
    {"BoulwareTBNegotiator", "negmas_boulware"},
    {"LinearTBNegotiator", "negmas_linear"},
    {"ConcederTBNegotiator", "negmas_conceder"},
    {"TimeBasedConcedingNegotiator", "negmas_time_based"},
    {"AspirationNegotiator", "negmas_aspiration"},
    {"MiCRONegotiator", "negmas_micro"},
    {"NaiveTitForTatNegotiator", "negmas_naive_tit_for_tat"},
    {"NiceTitForTatNegotiator", "negmas_nice_tit_for_tat"},
};
constexpr std::size_t kNumNegmasKeys = std::size(kNegmasKeyTable);

// The reference names its curves by class.
std::string_view NegmasValue(const NegmasParameter& parameter) {
  if (parameter.name != "curve") return parameter.value;
  if (parameter.value == "PolyAspiration") return "polynomial";
  if (parameter.value == "ExpAspiration") return "exponential";
  return parameter.value;
}

}  // namespace

std::string NegmasTactic(std::string_view key, std::span<const NegmasParameter> parameters) {
  const NegmasKey* entry = nullptr;
  for (const NegmasKey& candidate : kNegmasKeyTable) {
    if (candidate.key == key) entry = &candidate;
  }
  if (entry == nullptr) return {};
  std::vector<std::array<std::string_view, 2>> written;
  for (const auto& pair : entry->implied) {
    bool replaced = pair[0].empty();
    for (const NegmasParameter& parameter : parameters) {
      replaced = replaced || parameter.name == pair[0];
    }
    if (!replaced) written.push_back(pair);
  }
  for (const NegmasParameter& parameter : parameters) {
    written.push_back({parameter.name, NegmasValue(parameter)});
  }
  std::string text(entry->strategy);
  for (std::size_t k = 0; k < written.size(); ++k) {
    text += k == 0 ? "(" : ",";
    text += std::string(written[k][0]) + "=" + std::string(written[k][1]);
  }
  if (!written.empty()) text += ")";
  return text;
}

std::span<const std::string_view> NegmasKeys() {
  static const std::array<std::string_view, kNumNegmasKeys> kKeys = [] {
    std::array<std::string_view, kNumNegmasKeys> keys;
    for (std::size_t k = 0; k < kNumNegmasKeys; ++k) keys[k] = kNegmasKeyTable[k].key;
    return keys;
  }();
  return kKeys;
}

}  // namespace dragoman
