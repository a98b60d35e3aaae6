#include "engine/backtest/mechanism_setter.h"

#include <algorithm>

#include "engine/core/partial_visitor.h"

namespace dragoman {
namespace {

double Clipped(double value, const Range& range) {
  return std::max(range.min, std::min(range.max, value));
}

/// Sets the field of one name, if the value is of its kind.
class OptionSetter final : public PartialVisitor {
 public:
  OptionSetter(std::string_view name, const MechanismValue& value) : name_(name), value_(value) {}

  bool done() const { return done_; }

  void VisitNumber(const Field& field, double* value) override {
    const auto* number = Wanted<double>(field);
    if (number == nullptr) return;
    *value = Clipped(*number, field.range);
    done_ = true;
  }
  void VisitOptionalNumber(const Field& field, std::optional<double>* value) override {
    const auto* number = Wanted<double>(field);
    if (number == nullptr) return;
    *value = Clipped(*number, field.range);
    done_ = true;
  }
  void VisitInteger(const Field& field, int* value) override {
    const auto* number = Wanted<double>(field);
    if (number == nullptr) return;
    *value = static_cast<int>(Clipped(*number, field.range));
    done_ = true;
  }
  void VisitFlag(const Field& field, bool* value) override {
    const auto* flag = Wanted<bool>(field);
    if (flag == nullptr) return;
    *value = *flag;
    done_ = true;
  }
  void VisitText(const Field& field, std::string* value) override {
    const auto* text = Wanted<std::string_view>(field);
    if (text == nullptr) return;
    *value = *text;
    done_ = true;
  }
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override {
    const auto* text = Wanted<std::string_view>(field);
    if (text == nullptr) return;
    const auto found = std::find(names.begin(), names.end(), *text);
    if (found == names.end()) return;
    *value = static_cast<int>(found - names.begin());
    done_ = true;
  }
  void VisitDistribution(const Field& field, Distribution* value) override {
    const auto* number = Wanted<double>(field);
    if (number == nullptr) return;
    *value = Distribution::Point(Clipped(*number, field.range));
    done_ = true;
  }
  void VisitNamedNumbers(const Field& field, Named<double>* values) override {
    const auto* named = Wanted<Named<double>>(field);
    if (named == nullptr) return;
    *values = *named;
    for (auto& [id, value] : *values) value = Clipped(value, field.range);
    done_ = true;
  }
  void VisitNamedDistributions(const Field& field, Named<Distribution>* values) override {
    const auto* named = Wanted<Named<Distribution>>(field);
    if (named == nullptr) return;
    *values = *named;
    done_ = true;
  }

 private:
  template <class T>
  const T* Wanted(const Field& field) const {
    return field.name == name_ ? std::get_if<T>(&value_) : nullptr;
  }

  std::string_view name_;
  const MechanismValue& value_;
  bool done_ = false;
};

}  // namespace

bool SetMechanismOption(MechanismSettings* settings, std::string_view mechanism,
                        std::string_view option, const MechanismValue& value) {
  for (const MechanismSetting& item : settings->items()) {
    if (item.entry->info.id != mechanism) continue;
    OptionSetter setter(option, value);
    item.options->Serialize(&setter);
    return setter.done();
  }
  return false;
}

}  // namespace dragoman
